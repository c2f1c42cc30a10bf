"""The columns of the table of residents, in the order in which people write them."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from linli.apps.people.choices import DocumentKind, MembershipKind, Relation, ResidenceKind, Sex
from linli.kernel.catalogue import Text
from linli.kernel.registers.cells import line_of, one_of, read_date, read_yes
from linli.kernel.registers.definition import CannotRead, Column
from linli.kernel.texts import read_code, valid_code


@dataclass(frozen=True)
class Living:
    """One word of the column "Lives here as" for one or two dated residences."""

    label: Text
    kinds: tuple[str, ...]


ACTUAL, OWNER, TENANT, REGISTERED, WORK = (
    ResidenceKind.ACTUAL.value,
    ResidenceKind.OWNER.value,
    ResidenceKind.TENANT.value,
    ResidenceKind.REGISTERED.value,
    ResidenceKind.WORK.value,
)
LIVING = {
    "actual": Living(pgettext_lazy("residence", "lives here"), (ACTUAL,)),
    "owner_living": Living(_("owner, lives here"), (ACTUAL, OWNER)),
    "tenant": Living(_("tenant"), (ACTUAL, TENANT)),
    "owner": Living(_("owner, lives elsewhere"), (OWNER,)),
    "registered": Living(_("registered only"), (REGISTERED,)),
    "work": Living(_("works here"), (WORK,)),
}
NOT_MEMBER = "none"
read_membership = one_of({**dict(MembershipKind.choices), NOT_MEMBER: _("no")}, {"无": NOT_MEMBER})


def membership(cell: str) -> str:
    found: str = read_membership(cell)
    return "" if found == NOT_MEMBER else found


def short_number(cell: str) -> str:
    if not valid_code(cell):
        raise CannotRead(_("This is not a number of the register. Leave it empty for newcomers."))
    return read_code(cell)


RELATION_WORDS = {
    **dict.fromkeys(("本人", "户主"), Relation.HEAD.value),
    **dict.fromkeys(("配偶", "妻", "夫", "妻子", "丈夫"), Relation.SPOUSE.value),
    **dict.fromkeys(("子", "儿子", "长子", "次子"), Relation.SON.value),
    **dict.fromkeys(("女", "女儿", "长女", "次女"), Relation.DAUGHTER.value),
    **dict.fromkeys(("孙子", "孙女", "外孙", "外孙女"), Relation.GRANDCHILD.value),
    **dict.fromkeys(("父母", "父亲", "母亲", "父", "母"), Relation.PARENT.value),
    **dict.fromkeys(("祖父母", "祖父", "祖母"), Relation.GRANDPARENT.value),
    **dict.fromkeys(("兄弟姐妹", "兄", "弟", "姐", "妹"), Relation.SIBLING.value),
    **dict.fromkeys(("其他", "其他关系", "儿媳", "女婿"), Relation.OTHER.value),
}
SEXES = {code: label for code, label in Sex.choices if code in {"1", "2"}}
COLUMNS = (
    Column(
        "number",
        _("Register number"),
        _("Of the register. Leave it empty for newcomers."),
        short_number,
        once=True,
        other_names=("编号", "居民编号"),
        width=12,
    ),
    Column(
        "name",
        pgettext_lazy("person", "Name"),
        _("As in the document."),
        line_of(60),
        required=True,
        other_names=("姓名",),
        width=12,
    ),
    Column(
        "sex",
        _("Sex"),
        _("Empty: taken from the document number."),
        one_of(dict(Sex.choices), {"男": "1", "女": "2", "m": "1", "f": "2"}),
        other_names=("性别",),
        choices=tuple(SEXES.values()),
        width=8,
    ),
    Column(
        "birth_date",
        _("Born on"),
        _("Like 1950-03-02. Empty: taken from the document number."),
        read_date,
        other_names=("出生日期", "出生年月日"),
        width=13,
    ),
    Column(
        "document",
        _("Document"),
        _("Empty: resident identity card."),
        one_of(dict(DocumentKind.choices), {"身份证": "resident_id", "居民身份证": "resident_id"}),
        other_names=("证件类型",),
        choices=tuple(DocumentKind.labels),
        width=16,
    ),
    Column(
        "identity",
        _("Document number"),
        _("Kept encrypted. Fifteen digits are converted."),
        line_of(40),
        once=True,
        other_names=("证件号码", "身份证号", "身份证号码"),
        width=22,
    ),
    Column(
        "phone",
        _("Telephone"),
        _("A mobile, or a landline with its area code."),
        line_of(40),
        other_names=("电话", "联系电话", "手机"),
        width=16,
    ),
    Column(
        "address",
        _("Home address"),
        _("Like 金星苑2号楼4单元302; it must be in the register of places."),
        line_of(200),
        other_names=("地址", "住址", "现住址", "房屋"),
        width=28,
    ),
    Column(
        "living",
        _("Lives here as"),
        _("Empty: lives here."),
        one_of({code: living.label for code, living in LIVING.items()}, {"租客": "tenant"}),
        other_names=("居住类型",),
        choices=tuple(living.label for living in LIVING.values()),
        width=18,
    ),
    Column(
        "registered",
        _("Registered here"),
        _("Yes or no: the household registration is at this home."),
        read_yes,
        other_names=("户籍在此",),
        choices=(_("yes"), _("no")),
        width=12,
    ),
    Column(
        "since",
        _("Since"),
        _("The first day here, if it is known."),
        read_date,
        other_names=("入住日期",),
        width=13,
    ),
    Column(
        "household",
        _("Household"),
        _("Only where a home has several: a letter or number for each."),
        line_of(20),
        other_names=("户编号",),
        width=12,
    ),
    Column(
        "relation",
        _("Relation to the head"),
        _("Head of household, spouse, son … Empty: belongs to no household."),
        one_of(
            dict(Relation.choices),
            RELATION_WORDS,
        ),
        other_names=("与户主关系",),
        choices=tuple(Relation.labels[1:]),
        width=16,
    ),
    Column(
        "membership",
        _("Party member"),
        _("Resident, in-service, or no."),
        membership,
        other_names=("党员",),
        choices=(*MembershipKind.labels, _("no")),
        width=16,
    ),
    Column(
        "tags",
        _("Care tags and roles"),
        _("Words of the dictionary with 、 between them. Only what help needs."),
        line_of(200),
        other_names=("关怀标签", "标签"),
        width=22,
    ),
    Column(
        "skills",
        _("Skills"),
        _("Words of the dictionary with 、 between them."),
        line_of(200),
        other_names=("特长",),
        width=18,
    ),
    Column(
        "language_note",
        _("How to talk"),
        _("Such as: speaks Cantonese only, hard of hearing."),
        line_of(60),
        other_names=("沟通提示",),
        width=18,
    ),
)
