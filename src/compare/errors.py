"""Errors a user can act on: each message says where, what was found, and what to do."""


class PolicyCompareError(Exception):
    """Base of every error that is the input's fault; the command line prints it without a
    traceback.

    A message may be a note (`compare.words.notes`), which the command line says in its language.
    """

    def __str__(self) -> str:
        return self.args[0] if len(self.args) == 1 else super().__str__()


class StudyError(PolicyCompareError):
    """A study folder, its documents.csv, or a file that it names cannot be used as it is."""


class ReadingError(PolicyCompareError):
    """A file cannot be read as text: unknown encoding, damaged, hostile, or a scan without text."""


class SegmentationError(PolicyCompareError):
    """No clause was found in a text; the message shows how the text begins."""


class CodebookError(PolicyCompareError):
    """A template, theme or instrument codebook breaks its schema."""


class SchemaError(PolicyCompareError):
    """A table breaks its declaration in `compare.schema`."""


class CodingError(PolicyCompareError):
    """A coding sheet or a decisions file cannot be read."""
