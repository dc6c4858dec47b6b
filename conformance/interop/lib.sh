# What the scripts of this folder share; sourced, not run.
# shellcheck shell=bash disable=SC2034

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/target/interop # logs and reports
mkdir -p "$work"

# Every process of a script is in its list, and ends with it.
started=()
trap 'end_all' EXIT
end_all() {
  [ ${#started[@]} = 0 ] || kill "${started[@]}" 2>/dev/null || true
  started=()
}

# The Java side: "${java[@]}" "$programs.NAME" ARGS...
java=(java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC)
programs=dev.hawser.cli.interop

# Compiles the Java side and puts it on the class path; with INTEROP_BUILT set, what was built before is taken as it is.
build_java() {
  local list=$root/cli/target/interop.classpath
  if [ -z "${INTEROP_BUILT:-}" ] || ! [ -s "$list" ]; then
    # shellcheck disable=SC2086
    mvn -q -B -ntp -f "$root/pom.xml" -pl cli -am ${HAWSER_MVN_ARGS:-} test-compile dependency:build-classpath \
      -Dmdep.outputFile=target/interop.classpath -Dmdep.includeScope=test >"$work/build.log" 2>&1 || {
      cat "$work/build.log" >&2
      return 1
    }
  fi
  CLASSPATH=$root/cli/target/classes:$root/cli/target/test-classes:$(cat "$list")
  export CLASSPATH
}

# start NAME COMMAND...: runs it in the background and waits for its first line, which becomes $line.
start() {
  local name=$1 out
  shift
  exec {out}< <("$@" 2>"$work/$name.log")
  started+=($!)
  if ! read -r -t 180 line <&"$out"; then
    echo "$name said nothing within three minutes; $work/$name.log:" >&2
    tail -n 20 "$work/$name.log" >&2
    return 1
  fi
}

# need_apt COMMAND PACKAGE: whether the command works, after an installation where that can be done.
need_apt() {
  sh -c "$1" >/dev/null 2>&1 && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2"; } \
      >"$work/apt.log" 2>&1 || true
  fi
  sh -c "$1" >/dev/null 2>&1
}

# need_npm: whether the packages of package-lock.json are there, after an installation where that can be done.
need_npm() {
  command -v node >/dev/null && command -v npm >/dev/null || return
  [ "$here/node_modules/.package-lock.json" -nt "$here/package-lock.json" ] && return
  (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund) >"$work/npm.log" 2>&1
}

# tally NAME FILE: counts the lines "ok ..." and "not ok ..." of a client's output against its plan "1..N".
passed=0
failed=0
tally() {
  local name=$1 file=$2 ok not_ok plan
  ok=$(grep -c '^ok ' "$file" || true)
  not_ok=$(grep -c '^not ok ' "$file" || true)
  plan=$(sed -n 's/^1\.\.//p' "$file")
  sed -n "s/^not ok /FAILED $name: /p" "$file"
  if [ $((ok + not_ok)) != "${plan:-none}" ]; then
    echo "FAILED $name: $((ok + not_ok)) of ${plan:-an unknown number of} scenarios were run; see $file"
    not_ok=$((not_ok + 1))
  fi
  passed=$((passed + ok))
  failed=$((failed + not_ok))
}
