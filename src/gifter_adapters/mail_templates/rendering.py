"""Mails rendered by Jinja."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from gifter_domain.reminders.content.mail import ReminderMail

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


class JinjaMailTemplates:
    """Implements `MailTemplates`; compiles its templates once."""

    def __init__(self) -> None:
        self._text = _templates.get_template("reminder.txt")
        self._html = _templates.get_template("reminder.html")

    def text(self, mail: ReminderMail) -> str:
        return self._text.render(mail=mail)

    def html(self, mail: ReminderMail) -> str:
        return self._html.render(mail=mail)
