#!/usr/bin/env bash
# Whatever mongosh is asked to evaluate, the answer is whether the server listens: this stand-in runs no script.
exec 3<>/dev/tcp/127.0.0.1/27017
