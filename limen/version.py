"""The version of limen, declared here only."""

VERSION = "0.1.0"
