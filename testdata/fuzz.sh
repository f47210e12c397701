#!/usr/bin/env bash
# Runs every fuzzer of the packages for the same time each.
#
#   testdata/fuzz.sh TIME PACKAGE...         testdata/fuzz.sh 60s ./pkg/csvscan ./pkg/crm
#
# Before go 1.27 a run that found nothing may end with "context deadline
# exceeded" just as its time is up (https://go.dev/issue/75804). Nothing else is
# forgiven, and that only where no failing input was written and the corpus
# passes once more.
set -euo pipefail
cd "$(dirname "$0")/.."
go=${GO:-go} time=$1
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT

fuzz() { # package fuzzer
  "$go" test "$1" -run '^$' -fuzz "^$2\$" -fuzztime "$time" -fuzzminimizetime 50x 2>&1 | tee "$log" && return
  grep -q '^ *context deadline exceeded$' "$log" || return 1
  ! grep -qE 'Failing input written|panic:|minimizing|\.go:[0-9]+:' "$log" || return 1
  echo "$2: its time was up (go.dev/issue/75804); the corpus once more:"
  "$go" test "$1" -run "^$2\$" -count=1
}

for package in "$@"; do
  for fuzzer in $("$go" test "$package" -list '^Fuzz' | grep '^Fuzz'); do
    fuzz "$package" "$fuzzer"
  done
done
