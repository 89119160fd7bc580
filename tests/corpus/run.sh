#!/bin/sh
# Compares readers with a corpus of real files, kept outside of the project: $GRADE_CORPUS names its folder.
# Called with the program, the build folder of the tests and the source folder; 77 means skipped.
"$2/dot_golden" && exec "$2/mermaid_golden"
