"""What the service said to submits, as the clients log it: the witness beside the pages."""

from generator.docs.answers.line import Answer, LineError, read_line
from generator.docs.answers.log import MAX_LOG, AnswerLog, is_log, read_log

__all__ = ["MAX_LOG", "Answer", "AnswerLog", "LineError", "is_log", "read_line", "read_log"]
