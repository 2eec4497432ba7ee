"""The command line: one sub-command a file, the same services as the screen."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
from collections.abc import Sequence

from tui_reader.cli.diagnostics import Diagnostics, Exit
from tui_reader.cli.output import Output, OutputFailed
from tui_reader.cli.session import Launch, Screen, Session
from tui_reader.config.paths import Paths, paths
from tui_reader.config.settings import LANGUAGES, Settings, load_settings
from tui_reader.i18n import _, set_language
from tui_reader.model.errors import ConfigError, ReaderError

__all__ = ["Launch", "Screen", "run"]


def run(argv: Sequence[str], screen: Screen) -> int:
    """Carry out a command line and return its exit code. Never lets a traceback through to a person."""
    _use_utf8()
    talk = Diagnostics()
    where = paths()
    code: int = Exit.FINE
    try:
        code = _guarded(list(argv), screen, where, talk)
        Output().flush()  # what was printed before a failure
    except (BrokenPipeError, OutputFailed):
        _forget_output()
    return code


def _guarded(argv: list[str], screen: Screen, where: Paths, talk: Diagnostics) -> int:
    out = Output()
    try:
        code = _run(argv, screen, where, out, talk)
        out.flush()
        return code
    except OutputFailed as error:
        talk.say(f"reader: {error}")
        _forget_output()
        return error.exit_code
    except ReaderError as error:
        talk.say(f"reader: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        talk.say("reader: " + _("interrupted"))
        return Exit.INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        talk.say("reader: " + _of_system(error))
        return Exit.STORE
    except Exception as error:  # the last edge before a person: they get a sentence, the log gets the rest
        _log_fault(where, argv)
        sentence = _("Something went wrong that should not have ({reason}); please report it with the end of {log}.")
        talk.say("reader: " + sentence.format(reason=f"{type(error).__name__}: {error}", log=where.log_file))
        return Exit.SOME_FAILED


def _run(argv: list[str], screen: Screen, where: Paths, out: Output, talk: Diagnostics) -> int:
    language = _asked_language(argv)
    set_language(language or "auto")
    settings, wrong = _settings(where)
    if not language and settings.language != "auto":
        set_language(settings.language)
    if not argv and at_a_terminal():  # nothing to understand, which takes a while to learn
        if wrong is not None:
            raise wrong
        return screen.launch(Launch(where, settings))
    from tui_reader.cli.grammar import parse

    try:
        arguments = parse(argv)
    except SystemExit as ended:  # argparse has said its word
        return ended.code if isinstance(ended.code, int) else Exit.USAGE
    if wrong is not None and arguments.needs_settings:
        raise wrong
    launch = arguments.run(arguments, Session(where, settings, out, talk, screen))
    if not isinstance(launch, Launch):
        return int(launch)
    return screen.launch(launch)


def _settings(where: Paths) -> tuple[Settings, ConfigError | None]:
    """The settings, or the defaults and what is wrong: help and ``doctor`` must work with a wrong file."""
    try:
        return load_settings(where.settings_file), None
    except ConfigError as error:
        return Settings(), error


def at_a_terminal() -> bool:
    """Whether there is a screen to paint on: stdin and stdout are terminals, and not a dumb one."""
    ends = (sys.stdin, sys.stdout)
    return all(end is not None and end.isatty() for end in ends) and os.environ.get("TERM", "") != "dumb"


def _asked_language(argv: Sequence[str]) -> str:
    """The language has to be known before the parser's own texts are built; empty where none is named."""
    for position, argument in enumerate(argv):
        if argument == "--lang" and position + 1 < len(argv):
            return argv[position + 1] if argv[position + 1] in LANGUAGES else ""
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return ""


def _use_utf8() -> None:
    """JSON is UTF-8 whatever the locale; a character that cannot be written never ends a command."""
    codecs.register_error("reader.plainer", _plainer)
    for stream, encoding in ((sys.stdout, "utf-8"), (sys.stderr, None)):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding=encoding, errors="reader.plainer")  # type: ignore[union-attr]


def _plainer(error: UnicodeError) -> tuple[str | bytes, int]:
    """For a character that an old terminal lacks: the plain sign that it stands for, else its number."""
    if isinstance(error, UnicodeEncodeError):
        from tui_reader.text.offsets import same_length

        missing = error.object[error.start : error.end]
        plain = same_length(missing).replace("…", "...").replace("–", "-").replace("—", "-")
        if plain.isascii():
            return plain, error.end
    return codecs.backslashreplace_errors(error)


def _forget_output() -> None:
    """Whoever read the output has enough. Without this the interpreter complains when it flushes at exit."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _of_system(error: OSError) -> str:
    if error.filename is None:
        return _("The system refused something ({reason}); check the disk and the permissions.").format(
            reason=error.strerror or error
        )
    return _("{file} cannot be used ({reason}); check the disk and the permissions.").format(
        file=error.filename, reason=error.strerror
    )


def _log_fault(where: Paths, argv: Sequence[str]) -> None:
    import logging

    from tui_reader.engine.log import logged_to

    with logged_to(where.log_file):
        logging.getLogger(__name__).exception("reader %s", " ".join(argv))
