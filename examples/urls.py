"""Addresses of the practice examples beside their pages."""

from __future__ import annotations

from django.urls import path

from examples import downloads
from examples.views import (
    choosing,
    files,
    following,
    guests,
    mailing,
    saving,
    together,
    word,
    writing,
)

app_name = "examples"
urlpatterns = [
    path("share/", choosing.share, name="share"),
    path("share/begin/", choosing.begin_example, name="begin"),
    path("share/blank/<slug:key>.docx", downloads.blank_word, name="blank_word"),
    path("share/published/<int:pk>.docx", downloads.example_word, name="example_word"),
    path("share/<uuid:pk>/", writing.write, name="write"),
    path("share/<uuid:pk>/autosave/", saving.autosave, name="autosave"),
    path("share/<uuid:pk>/files/", files.add_file, name="add_file"),
    path("share/<uuid:pk>/files/<int:file_pk>/", files.show_file, name="file"),
    path("share/<uuid:pk>/word/<int:reading_pk>/", word.confirm_word, name="confirm_word"),
    path("share/<uuid:pk>/example.docx", word.download_word, name="own_word"),
    path("share/<uuid:pk>/preview/", writing.preview, name="preview"),
    path("guest/<str:token>/", guests.guest, name="guest"),
    path("guest/<str:token>/pictures/<int:pk>/", guests.guest_picture, name="guest_picture"),
    path("guest/<str:token>/files/<int:pk>/", guests.guest_file, name="guest_file"),
    path("my-examples/", following.my_examples, name="mine"),
    path("my-examples/<uuid:pk>/", following.my_example, name="my_example"),
    path("my-examples/<uuid:pk>/withdraw/", following.withdraw_example, name="withdraw"),
    path("my-examples/<uuid:pk>/reopen/", following.reopen_example, name="reopen"),
    path("my-examples/<uuid:pk>/correct/", following.correct_example, name="correct"),
    path(
        "my-examples/<uuid:pk>/drop-correction/",
        following.drop_correction_of_example,
        name="drop_correction",
    ),
    path(
        "my-examples/<uuid:pk>/withdraw-from-public/",
        following.withdraw_from_public_example,
        name="withdraw_from_public",
    ),
    path("my-examples/<uuid:pk>/answer/", following.answer_example, name="answer"),
    path(
        "my-examples/<uuid:pk>/no-outcomes/",
        following.decline_follow_up_of_example,
        name="decline_follow_up",
    ),
    path("my-examples/<uuid:pk>/people/", together.who_writes, name="who_writes"),
    path(
        "my-examples/<uuid:pk>/people/<int:row>/take-off/",
        together.take_off_person,
        name="take_off",
    ),
    path("my-examples/<uuid:pk>/mail/", mailing.mail_my_text, name="mail_my_text"),
    path("write-together/<str:key>/", together.write_together, name="write_together"),
]
