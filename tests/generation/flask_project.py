"""A project of Flask-Migrate, whose migrations know the application alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tests.generation.project import Project

APP = """\
from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///shop.db"
db = SQLAlchemy(app)
Migrate(app, db)

import models
"""
HEAD = """\
from app import db

class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
"""
FAX = "    fax = db.Column(db.String(20), nullable=False)\n"
STATUS = '    status = db.Column(db.Enum("on", "off", name="status"))\n'
ORDER = """
class Order(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.ForeignKey("user.id"))
"""


@dataclass(frozen=True)
class FlaskProject(Project):
    """A folder with a Flask application; there is no naming convention, and no alembic.ini."""

    program: ClassVar = "flask"
    revising: ClassVar = ["db", "migrate"]
    upgrading: ClassVar = ["db", "upgrade"]

    @property
    def models(self) -> list[str]:
        """Return the models of the four steps."""
        return [HEAD + FAX + ORDER, HEAD + FAX + STATUS + ORDER, HEAD + ORDER, HEAD]

    def flask(self, *arguments: str, status: int = 0) -> str:
        """Run Flask, make sure of its exit status and return what it printed."""
        done = self.run("flask", *arguments)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def begin(self) -> None:
        """Make an environment as Flask-Migrate does, and add to it."""
        (self.folder / "app.py").write_text(APP, encoding="utf-8")
        init = [["use", "0"], ["db", "init"], ["mrt", "init"], ["mrt", "init"]]
        _, said, again, _ = self.commands(*init, program="flask")
        assert "changed migrations/alembic.ini" in said
        assert "flask mrt check" in said
        assert again == "nothing to change\n"
        assert not (self.folder / "migrations" / "script.py.mako.orig").exists()
