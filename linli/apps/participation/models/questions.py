"""What a host asks at the sign-up."""

from django.db import models

from linli.apps.participation.choices import QuestionKind
from linli.apps.participation.models.sign_ups import Participation
from linli.kernel.tenancy import CommunityModel, LocalKey


class Question(CommunityModel):
    """`options` of a choice, one a line. Ended questions stay with their answers."""

    about_id = models.UUIDField()
    text = models.CharField(max_length=120)
    kind = models.CharField(max_length=6, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    options = models.TextField(blank=True)
    required = models.BooleanField(default=False)
    sort = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sort", "id"]
        indexes = [models.Index(fields=["community", "about_id"], name="question_about")]

    @property
    def choices(self) -> list[str]:
        return [line for line in self.options.splitlines() if line]


class Answer(CommunityModel):
    participation = LocalKey(Participation, related_name="answers", db_index=False)
    question = LocalKey(Question, related_name="answers", db_index=False)
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "participation", "question"], name="answer_once"
            )
        ]
