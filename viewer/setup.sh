# Sourced by viewer/run and tests/run: installs what is missing, configures and builds. Bash.
#
# Everything comes from Debian's or Ubuntu's own packages. Elsewhere, install the same libraries by other means and
# these functions only configure and build.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=${BACKSTEP_BUILD:-$root/build}

program_packages=(g++ cmake ninja-build pkg-config libfmt-dev libcli11-dev nlohmann-json3-dev libzip-dev zlib1g-dev
  libdeflate-dev libedit-dev libimgui-dev libstb-dev libglfw3-dev libgl-dev libmd4c-dev fonts-dejavu-core)

say() { printf 'backstep: %s\n' "$*" >&2; }

# install_missing PACKAGE…: as root or through sudo; does nothing, quickly, if all are there.
install_missing() {
  command -v dpkg-query >/dev/null || return 0
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "these packages are missing, and only root can install them: run 'apt-get install ${missing[*]}' as root"
      exit 2
    fi
    as_root=(sudo)
  fi
  say "installing ${missing[*]}"
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update &&
         "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    say "the installation failed (the whole log is in $log)"
    exit 2
  fi
  rm -f "$log"
}

# quietly WHAT COMMAND…: shows the command's output only if it fails.
quietly() {
  local what=$1 log
  shift
  log=$(mktemp)
  if ! "$@" >"$log" 2>&1; then
    tail -n 60 "$log" >&2
    say "$what failed (the whole log is in $log)"
    exit 2
  fi
  rm -f "$log"
}

# configure FOLDER OPTION…: once, and again only when the options change.
configure() {
  local folder=$1
  shift
  local wanted="$*"
  [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/options.txt" 2>/dev/null)" = "$wanted" ] && return 0
  say "configuring ${folder#"$root"/}"
  quietly 'configuring' cmake -S "$root" -B "$folder" -G Ninja "$@"
  printf '%s' "$wanted" >"$folder/options.txt"
}

# compile FOLDER TARGET…: says so only if there is something to do.
compile() {
  local folder=$1
  shift
  if ninja -C "$folder" -n "$@" 2>/dev/null | grep -q 'no work to do'; then return 0; fi
  say "building ${folder#"$root"/}"
  quietly 'the build' ninja -C "$folder" "$@"
}
