#!/usr/bin/env bash
# Measures salescoach cube beside other engines on the same data and the same
# query, in interleaved runs, and prints ratios.
#
#   testdata/bench/run.sh [-n RUNS] [-c CPUS] [ROWS...]     (default 10000 1000000 10000000)
#
# Where the workplace has the peers' scripts beside the project
# (../shared/bench), they are run too; else only salescoach is timed. Data goes
# to $BENCH_DATA (default /tmp/salescoach-bench) and is kept.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
data=${BENCH_DATA:-${TMPDIR:-/tmp}/salescoach-bench}
shared=$root/../shared/bench
runs=5 cpus=
while getopts n:c: o; do
  case $o in n) runs=$OPTARG ;; c) cpus=$OPTARG ;; *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;; esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- 10000 1000000 10000000

generate() { # rows folder
  [ -s "$2/activities.csv" ] && return
  mkdir -p "$2"
  if [ -d "$shared/gen" ]; then
    (cd "$shared/gen" && go run . -rows "$1" -out "$2" > /dev/null)
  else
    (cd "$root" && go run ./testdata/bench/gen -rows "$1" -out "$2")
  fi
}

# gzipped measures the same files compressed, beside the one peer that reads
# them as they are.
gzipped() { # folder
  local scripts
  [ -x "$shared/run.sh" ] || return 0
  scripts=$(mktemp -d)
  cp -r "$shared/run.sh" "$shared/peers" "$scripts"
  chmod -R u+w "$scripts"
  sed -i 's/\(deals\|activities\)\.csv/&.gz/' "$scripts/peers/duckdb.sql"
  for file in deals activities; do
    [ -s "$1/$file.csv.gz" ] || gzip -c "$1/$file.csv" > "$1/$file.csv.gz"
  done
  echo "== the same, as .csv.gz"
  "$scripts/run.sh" -n "$runs" -p duckdb ${cpus:+-c "$cpus"} "$1" -- "${ours[@]/.csv/.csv.gz}" || true
  rm -r "$scripts"
}

ours=("$root/bin/salescoach" cube --quiet --visits Visit --deals "{}/deals.csv" --activities "{}/activities.csv")
for rows in "$@"; do
  echo "== $rows rows${cpus:+, pinned to processors $cpus}"
  generate "$rows" "$data/$rows"
  if [ -x "$shared/run.sh" ]; then
    "$shared/run.sh" -n "$runs" -p "duckdb polars chdb" ${cpus:+-c "$cpus"} "$data/$rows" -- "${ours[@]}"
  else
    for _ in $(seq "$runs"); do
      time ${cpus:+taskset -c "$cpus"} "${ours[@]//\{\}/$data/$rows}" > /dev/null
    done
  fi
  [ "$rows" != 1000000 ] || gzipped "$data/$rows"
done
