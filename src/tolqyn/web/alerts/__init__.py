"""Saved questions that speak up: once when a wave begins, again when it doubles, and when it ends."""

from tolqyn.web.alerts.due import Notice, notices
from tolqyn.web.alerts.questions import Question, load_questions
from tolqyn.web.alerts.sending import Outbox, Post, send_due

__all__ = ["Notice", "Outbox", "Post", "Question", "load_questions", "notices", "send_due"]
