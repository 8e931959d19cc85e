"""The application for a WSGI server: settings from the environment."""

from tracker.app import create_app
from tracker.config import Config

app = create_app(Config.from_env())
