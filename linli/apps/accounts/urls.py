from django.urls import path

from linli.apps.accounts.pages import feedback, mine, signing_in

app_name = "accounts"
urlpatterns = [
    path("login/", signing_in.sign_in, name="login"),
    path("logout/", signing_in.sign_out, name="logout"),
    path("me/", mine.me, name="me"),
    path("feedback/", feedback.feedback, name="feedback"),
]
