"""A folder in which a hub is installed by the document's own commands, and the processes run there."""

from __future__ import annotations

import os
import pty
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tests.machine import ROOT

# What the machine of a test has and an operator's has not.
NOT_HANDED_ON = re.compile(
    r"^(HUB_|DJANGO_|DATABASE_URL|SECRET_KEY|VIRTUAL_ENV|PYTHONPATH|LOG_LEVEL|DEBUG$)"
)


class Installation:
    """One folder. Every command runs in a shell of its own that has entered as the document says."""

    def __init__(self, folder: Path, commands: dict[str, str]) -> None:
        self.folder = folder
        self.commands = commands
        self.environment = {
            name: value for name, value in os.environ.items() if not NOT_HANDED_ON.match(name)
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def get_the_code(self) -> None:
        """What version control has here, as a clone would have it."""
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.folder / name)

    def borrow_packages(self) -> None:
        """Take the virtual environment, npm's packages and what was built from where this runs."""
        (self.folder / ".venv").symlink_to(sys.prefix)
        (self.folder / "node_modules").symlink_to((ROOT / "node_modules").resolve())
        if (ROOT / ".frontend").is_dir():
            shutil.copytree(ROOT / ".frontend", self.folder / ".frontend")

    def copy_to(self, folder: Path) -> Installation:
        """The same installation in another folder."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Installation(folder, self.commands)

    def edit(self, name: str, value: str) -> None:
        """Put a line into .env, as somebody with an editor does."""
        lines = (self.folder / ".env").read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(f"{name}=")]
        (self.folder / ".env").write_text("\n".join([*kept, f"{name}={value}", ""]))

    def run(self, step: str) -> str:
        """Run a block; returns what it printed. SystemExit with all of it where it fails."""
        return self.shell(self.commands[step], step, enter=(self.folder / ".env").exists())

    def shell(self, commands: str, step: str, *, enter: bool = True) -> str:
        """Run these commands."""
        done = subprocess.run(
            self._bash(commands, enter=enter), cwd=self.folder, env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"\n{step}: ended with {done.returncode}\n{commands}\n{done.stdout}")
        return done.stdout

    def type_into(self, step: str, question: bytes, answer: str) -> None:
        """Run a block in a terminal and answer each time it asks `question`."""
        process, terminal = pty.fork()
        if process == 0:
            os.chdir(self.folder)
            command = self._bash(self.commands[step])
            os.execvpe(command[0], command, self.environment)  # noqa: S606 - a shell is what it is
        said = b""
        answered = 0
        while True:
            try:
                said += os.read(terminal, 1024)
            except OSError:  # The other end is closed: it has ended.
                break
            if said.count(question) > answered:
                answered += 1
                os.write(terminal, f"{answer}\n".encode())
        os.close(terminal)
        _, status = os.waitpid(process, 0)
        if status:
            raise SystemExit(f"\n{step}: failed\n{said.decode(errors='replace')}")

    def start(self, step: str, **environment: str) -> None:
        """Start a block that goes on until `stop`; what it says goes into a file."""
        with self.log(step).open("wb") as log:
            self._running[step] = subprocess.Popen(
                self._bash(self.commands[step]), cwd=self.folder,
                env={**self.environment, **environment},
                stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip

    def log(self, step: str) -> Path:
        """The file into which a started block writes."""
        return self.folder / f"{step}.log"

    def still_runs(self) -> None:
        """SystemExit with its last words where something started has ended."""
        for step, process in self._running.items():
            if process.poll() is not None:
                words = self.log(step).read_text(encoding="utf-8", errors="replace")
                raise SystemExit(f"\n{step}: stopped by itself\n{words[-3000:]}")

    def stop(self) -> None:
        """End everything that was started here."""
        for process in self._running.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self._running.values():
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        self._running.clear()

    def _bash(self, commands: str, *, enter: bool = True) -> list[str]:
        entered = self.commands["enter"] if enter else ""
        return ["bash", "-c", f"set -eu\n{entered}{commands}"]
