from django.urls import path

from linli.apps.accounts.pages import (
    communities,
    feedback,
    mine,
    people,
    security,
    signing_in,
    watching,
)

app_name = "accounts"
ONE = "admin/accounts/<int:credential_id>/"

urlpatterns = [
    path("login/", signing_in.sign_in, name="login"),
    path("login/code/", signing_in.second_factor_asked, name="second_factor_asked"),
    path("login/unfinished/", signing_in.unfinished, name="unfinished"),
    path("login/again/", signing_in.again, name="again"),
    path("logout/", signing_in.sign_out, name="logout"),
    path("me/", mine.me, name="me"),
    path("me/roles/", signing_in.choose_hat, name="hats"),
    path("me/password/", mine.password, name="password"),
    path("me/second-factor/", mine.second_factor, name="second_factor"),
    path("me/second-factor/secret/", mine.second_factor_begun, name="second_factor_begun"),
    path("me/second-factor/recovery-codes/", mine.recovery_codes, name="recovery_codes"),
    path("me/sign-outs/", mine.sign_outs, name="sign_outs"),
    path("me/keys/<slug:slug>/<uuid:key_id>/closure/", mine.key_closure, name="key_closure"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("c/<slug:slug>/work/feedback/", feedback.work_feedback, name="work_feedback"),
    path(
        "c/<slug:slug>/work/feedback/<uuid:feedback_id>/answers/",
        feedback.answers,
        name="feedback_answers",
    ),
    path("admin/", people.first, name="admin"),
    path("admin/menu/", people.menu, name="admin_menu"),
    path("admin/accounts/", people.accounts, name="admin_accounts"),
    path("admin/accounts/new/", people.new_account, name="admin_new_account"),
    path(ONE, people.account, name="admin_account"),
    path(f"{ONE}roles/<slug:slug>/<uuid:grant_id>/ending/", people.role_ending, name="role_ending"),
    path(f"{ONE}password/", people.new_password, name="new_password"),
    path(f"{ONE}closure/", people.account_closure, name="account_closure"),
    path(f"{ONE}lock/lifting/", security.lock_lifting, name="lock_lifting"),
    path(f"{ONE}second-factor/removal/", security.factor_removal, name="factor_removal"),
    path(f"{ONE}sessions/ending/", security.sessions_ending, name="sessions_ending"),
    path("admin/approvals/", people.approvals, name="admin_approvals"),
    path(
        "admin/approvals/<slug:slug>/<uuid:grant_id>/", people.role_approval, name="role_approval"
    ),
    path("admin/security/", security.security, name="admin_security"),
    path("admin/keys/", security.keys, name="admin_keys"),
    path(
        "admin/keys/<slug:slug>/<uuid:key_id>/closure/",
        security.admin_key_closure,
        name="admin_key_closure",
    ),
    path("admin/records/", watching.records, name="admin_records"),
    path("admin/roles/", watching.role_matrix, name="admin_matrix"),
    path("admin/settings/", watching.present_settings, name="admin_settings"),
    path("admin/communities/", communities.communities, name="admin_communities"),
    path("admin/communities/new/", communities.new_community, name="admin_new_community"),
    path("admin/communities/<slug:slug>/", communities.community, name="admin_community"),
    path("admin/feedback/", feedback.admin_feedback, name="admin_feedback"),
]
