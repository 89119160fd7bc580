#!/bin/sh
# Ends with the status of grade. In: GRADE_STATUS.
set -eu
case $GRADE_STATUS in
0) ;;
1) echo "::error title=grade::graded, and a bar that was set (fail-under, fail-on) was missed" ;;
3) echo "::error title=grade::the submission could not be graded; the log says why" ;;
*) echo "::error title=grade::grade was not used as it should be, or failed; the log says why" ;;
esac
exit "${GRADE_STATUS:-2}"
