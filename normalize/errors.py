"""Every error that `normalize` raises on purpose.

    NormalizeError                 base class; its text is one line for a person
    ├── ConfigError                an unknown key, a value out of range, options that exclude each other
    ├── DataError                  a data file of the package that is not what it must be
    ├── GlossaryError              a glossary that cannot be used (names the file and, where known, the line)
    ├── InputError                 a file or text that cannot be read
    │   ├── UnsupportedFormat      the suffix is none that is read
    │   ├── BinaryFile             the content is not text
    │   ├── MissingField           a record file without the text field
    │   └── NotText                a value that is no text where one is expected (also a TypeError)
    ├── OutputError                a place that cannot be written
    ├── MissingLibrary             a library that an integration works with is not installed (also an ImportError)
    ├── TranslationError           a translation backend or model that cannot be used
    ├── PluginError                a detector or another part from outside that failed at its work
    ├── WorkerError                worker processes that die whatever they are at, or too little memory
    ├── ServeError                 a service that cannot be started
    ├── JournalError               a run that cannot be read, resumed or undone
    └── JudgementError             a judgement, or a file of them, that cannot be used

The command line prints the text of a `NormalizeError` and exits with status 2. What cannot be done and is no error is
told once as a `NormalizeWarning`.
"""

from __future__ import annotations


class NormalizeError(Exception):
    """Base of all errors raised on purpose: what went wrong, where, and what to do about it."""


class ConfigError(NormalizeError):
    """The configuration cannot be used."""


class DataError(NormalizeError):
    """A data file of the package is not what it must be: the text names the file, the place and what to do."""


class GlossaryError(NormalizeError):
    """A glossary cannot be used."""


class InputError(NormalizeError):
    """A file or text cannot be read."""


class UnsupportedFormat(InputError):
    """The file's suffix is none that is read."""


class BinaryFile(InputError):
    """The file's content is not text."""


class MissingField(InputError):
    """A record file has no field of the name given as the text field."""


class NotText(InputError, TypeError):
    """A value is no text where one is expected: None, a number, bytes."""


class OutputError(NormalizeError):
    """A place cannot be written."""


class JournalError(NormalizeError):
    """A run's journal cannot be read, resumed or undone."""


class JudgementError(NormalizeError):
    """A judgement, or a file of judgements, cannot be used."""


class WorkerError(NormalizeError):
    """No worker process stays alive, or memory does not do for the work."""


class ServeError(NormalizeError):
    """A service cannot be started."""


class MissingLibrary(NormalizeError, ImportError):
    """A library that an integration works with is not installed: the text has the command that installs it."""


class PluginError(NormalizeError):
    """A part that somebody else wrote failed at its work, or answered what cannot be."""


class TranslationError(NormalizeError):
    """A translation backend or model cannot be used."""


class NormalizeWarning(UserWarning):
    """Something that the settings ask for is not done: a target without a word list, or without a glossary."""


def installing(extra: str) -> str:
    """The command that installs an extra of this package, for messages.

    >>> installing("zstd")
    "pip install 'normalize-news[zstd]'"
    """
    return f"pip install 'normalize-news[{extra}]'"
