#!/usr/bin/env bash
# Builds with warnings as errors, runs every test, and ends with the line "N passed, N failed[, N skipped]".
# Arguments go to dotnet test: ./test.sh --filter FullyQualifiedName~ExamBoards
# ./test.sh faults 10: the fault tests in their long form, with ten minutes of kills at random.
set -u
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# most code runs once: measuring it for a second compilation, and collecting every few megabytes, took a fifth of the time
export DOTNET_TieredPGO=0 DOTNET_GCgen0size=0x4000000
results=artifacts/test
if [ "${1:-}" = faults ]; then
  export STUDENTRECORDS_FAULTS=${2:-3}
  set -- --filter FullyQualifiedName~Faults
fi

# What the tests need beside the SDK, by Debian's names. Where it cannot be installed the tests that need it say so.
install_missing() {
  local missing=()
  command -v "${CHROMIUM:-chromium-headless-shell}" >/dev/null || missing+=(chromium-headless-shell)
  command -v qpdf >/dev/null || missing+=(qpdf)
  command -v pdftotext >/dev/null || missing+=(poppler-utils)
  [ -x "${RABBITMQ_SERVER:-/usr/lib/rabbitmq/bin/rabbitmq-server}" ] || missing+=(rabbitmq-server)
  [ ${#missing[@]} -eq 0 ] && return
  echo "Installing ${missing[*]}"
  local root=()
  [ "$(id -u)" -eq 0 ] || root=(sudo -n)
  # the tests start a broker of their own: the package's is not to start
  local policy=/usr/sbin/policy-rc.d
  if [ -e $policy ] || ! printf '#!/bin/sh\nexit 101\n' | "${root[@]}" install -m 755 /dev/stdin $policy 2>/dev/null; then policy=; fi
  if ! command -v apt-get >/dev/null || ! { "${root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null; then
    echo "Could not install ${missing[*]}; install them by hand."
  fi
  [ -z "$policy" ] || "${root[@]}" rm -f "$policy"
}

count() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<<"$counters"; }

install_missing
rm -rf "$results"
mkdir -p "$results"
dotnet build StudentRecords.sln -nologo -v q -clp:NoSummary
code=$?
if [ $code -eq 0 ]; then
  # the fault tests' long form takes the minutes that it is asked for, and some for what it does beside
  timeout $((1080 + 120 * ${STUDENTRECORDS_FAULTS:-0} + (${STUDENTRECORDS_FAULTS:-0} > 0 ? 1800 : 0))) dotnet test StudentRecords.Tests --no-build -nologo -v q --logger "trx;LogFilePrefix=run" --logger "console;verbosity=minimal" --results-directory "$results" "$@" </dev/null
  code=$?
fi

passed=0 failed=0 skipped=0
shopt -s nullglob
for run in "$results"/*.trx; do
  counters=$(grep -o '<Counters [^>]*' "$run" | tail -1)
  passed=$((passed + $(count passed)))
  failed=$((failed + $(count failed)))
  skipped=$((skipped + $(count total) - $(count executed)))
done
# a crash, a hang or a build that failed is not a pass
[ $code -ne 0 ] && [ $failed -eq 0 ] && failed=1
[ $code -eq 0 ] && [ $failed -ne 0 ] && code=1

[ -f "$results/faults.txt" ] && cat "$results/faults.txt"
line="$passed passed, $failed failed"
[ $skipped -gt 0 ] && line="$line, $skipped skipped"
echo "$line"
exit $code
