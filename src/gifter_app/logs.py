"""Structured logs on stderr: one line for each event, with the request's id, as text or JSON."""

import logging
import sys

import structlog

from gifter_app.settings import AppSettings


def configure_logs(settings: AppSettings) -> None:
    """Sets up structlog, and writes the standard library's warnings to the same output."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *_renderers(settings),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _renderers(settings: AppSettings) -> list[structlog.typing.Processor]:
    # Tracebacks must not show local variables, because these contain personal data and secrets.
    if settings.log_format == "json":
        frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        render = structlog.processors.JSONRenderer()
        return [structlog.processors.ExceptionRenderer(frames), render]
    plain = structlog.dev.plain_traceback
    colours = sys.stderr.isatty()
    return [structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=plain)]
