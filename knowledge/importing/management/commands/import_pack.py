"""Imports resource packs and Word files as drafts; nothing is published."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from knowledge.importing.guard import MB, RefusedFile
from knowledge.importing.plan import Plan
from knowledge.importing.report import as_text, stored
from knowledge.importing.runs import OpenedFile, import_files, open_file, preview
from knowledge.users.models import User


class Command(BaseCommand):
    """`import_pack FILE… [--dry-run] [--update] [--user EMAIL]`"""

    help = "Makes drafts from .pptx, .docx, .odt and .txt files and says what it could not place."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help=".pptx, .docx, .odt or .txt")
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would be made and make nothing."
        )
        parser.add_argument(
            "--update",
            action="store_true",
            help="Update what earlier imports made and nobody has edited since.",
        )
        parser.add_argument("--user", metavar="EMAIL", help="Whose drafts they are.")

    def handle(
        self,
        *args: object,
        files: list[str],
        user: str | None,
        update: bool,
        dry_run: bool,
        **options: object,
    ) -> None:
        person = self._user(user)
        try:
            # Every file is read before anything is written: a bad one stops them all.
            opened = [self._open(Path(name)) for name in files]
            if dry_run:
                for file in opened:
                    plan = preview(file, person, update=update)
                    self._say(file.name, plan, dry=True)
                return
            done = import_files(opened, person, update=update)
        except RefusedFile as error:
            raise CommandError(str(error)) from error
        for file, (_, plan) in zip(opened, done, strict=True):
            self._say(file.name, plan, dry=False)

    def _user(self, email: str | None) -> User | None:
        if not email:
            return None
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        return user

    def _open(self, path: Path) -> OpenedFile:
        try:
            size = path.stat().st_size
            if path.is_dir():
                raise RefusedFile(path.name, "is a folder, not a file")
            if size > settings.HUB_MAX_UPLOAD_MB * MB:
                limit = settings.HUB_MAX_UPLOAD_MB
                raise RefusedFile(
                    path.name,
                    f"is too large: it has {size / MB:.0f} MB and at most {limit} MB are allowed",
                )
            return open_file(path.name, path.read_bytes())
        except FileNotFoundError as error:
            raise RefusedFile(path.name, "does not exist") from error
        except OSError as error:
            raise RefusedFile(path.name, "cannot be opened") from error

    def _say(self, name: str, plan: Plan, *, dry: bool) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(name + (" (dry run)" if dry else "")))
        self.stdout.write(as_text(stored(plan.entries)))
        count = sum(planned.changes_hub for planned in plan.actions)
        if dry:
            self.stdout.write(f"This would write {count} drafts and files. Nothing was written.")
        elif count:
            self.stdout.write(f"{count} drafts and files were written. Nothing was published.")
        else:
            self.stdout.write("Nothing had to be done.")
        if plan.offers_update:
            self.stdout.write("Run it again with --update to take over what differs.")
