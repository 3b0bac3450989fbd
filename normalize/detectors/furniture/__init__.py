"""The furniture of web pages and agencies around an article."""
