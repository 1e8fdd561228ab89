# shellcheck shell=bash
# Finds a JDK and starts the engine; read by bin/ashlar of the archive and by ashlar at the root of the repository.
# Plain enough for the bash 3.2 of macOS. Sets: java_home, java_key.

java_lowest=21

# Does this folder hold a Java new enough (and a compiler, if asked for)? Reads the release file, because starting a JVM
# only to ask its version costs 50 ms.
java_fits() { # home, compiler|runtime
  local line version='' runtime='' vendor='' major
  [[ -x $1/bin/java ]] || return 1
  [[ $2 != compiler || -x $1/bin/javac ]] || return 1
  if [[ -r $1/release ]]; then
    while IFS= read -r line || [[ -n $line ]]; do
      line=${line//\"/}
      case $line in
        JAVA_VERSION=*) version=${line#*=} ;;
        JAVA_RUNTIME_VERSION=*) runtime=${line#*=} ;;
        IMPLEMENTOR=*) vendor=${line#*=} ;;
      esac
    done <"$1/release"
  fi
  if [[ -z $version ]]; then
    version=$("$1/bin/java" -version 2>&1 </dev/null | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1)
  fi
  major=${version%%[!0-9]*}
  [[ -n $major ]] && ((major >= java_lowest)) || return 1
  java_fits_major=$major
  java_fits_key=${vendor//[^A-Za-z0-9]/}-${runtime:-$version}
}

java_take() { # home, compiler|runtime
  java_fits "$1" "$2" || return 1
  java_home=$1
  java_key=$java_fits_key
}

# JAVA_HOME, then PATH, then the newest in the usual places. ASHLAR_JDK_FOLDERS (folders of JDKs, separated by colons) replaces those.
java_find() { # compiler|runtime
  local link target folder home best=0 folders
  if [[ -n ${JAVA_HOME-} ]] && java_take "$JAVA_HOME" "$1"; then return 0; fi
  if link=$(command -v java); then
    while [[ -L $link ]]; do
      target=$(readlink "$link")
      [[ $target == /* ]] || target=${link%/*}/$target
      link=$target
    done
    if [[ $link == */bin/java ]] && java_take "${link%/bin/java}" "$1"; then return 0; fi
  fi
  if [[ -n ${ASHLAR_JDK_FOLDERS+set} ]]; then
    IFS=: read -r -a folders <<<"$ASHLAR_JDK_FOLDERS:"
  else
    folders=(/usr/lib/jvm /usr/java /opt /opt/java /Library/Java/JavaVirtualMachines /opt/homebrew/opt /usr/local/opt
      "${HOME-}/Library/Java/JavaVirtualMachines" "${HOME-}/.sdkman/candidates/java" "${HOME-}/.jdks"
      "${HOME-}/.asdf/installs/java" "${HOME-}/.local/share/mise/installs/java" "${HOME-}/.gradle/jdks"
      "${HOME-}/.jbang/cache/jdks")
  fi
  for folder in ${folders[@]+"${folders[@]}"}; do
    [[ -n $folder ]] || continue
    for home in "$folder"/* "$folder"/*/Contents/Home "$folder"/*/libexec/openjdk.jdk/Contents/Home; do
      if java_fits "$home" "$1" && ((java_fits_major > best)); then
        best=$java_fits_major
        java_take "$home" "$1"
      fi
    done
  done
  ((best > 0))
}

java_missing() { # compiler|runtime
  local what='Java'
  [[ $1 != compiler ]] || what='JDK (with javac)'
  cat >&2 <<TEXT
ashlar: no $what $java_lowest or newer found: looked at JAVA_HOME (${JAVA_HOME:-not set}), PATH, /usr/lib/jvm,
/Library/Java/JavaVirtualMachines, ~/.sdkman, ~/.jdks and the like.
Install a JDK $java_lowest or newer, for example
  Debian, Ubuntu   sudo apt-get install openjdk-$java_lowest-jdk-headless
  Fedora           sudo dnf install java-$java_lowest-openjdk-devel
  macOS            brew install openjdk@$java_lowest
  any system       https://adoptium.net
and run the command again, or let JAVA_HOME point to it.
TEXT
  exit 2
}

# The file of classes loaded ahead for this JDK and this place, or nothing where no folder can be written. It is made by
# one run beside the point and moved into place whole, so callers never see half of it; the JVM ignores one that does not fit.
engine_class_archive() { # home, jar, java flags ...
  local home=$1 jar=$2 folder name file draft
  shift 2
  name=${java_key//[^A-Za-z0-9.+-]/_}${home//\//%}.jsa
  ((${#name} < 200)) || return 0
  for folder in "$home/cache" "${XDG_CACHE_HOME:-${HOME-}/.cache}/ashlar"; do
    file=$folder/$name
    if [[ -e $file && ! $jar -nt $file ]]; then break; fi
    if mkdir -p "$folder" 2>/dev/null && [[ -w $folder ]]; then break; fi
    file=
  done
  [[ -n $file ]] || return 0
  if [[ ! -e $file || $jar -nt $file ]]; then
    printf 'ashlar: preparing the start-up cache (once for each JDK)\n' >&2
    draft=$(mktemp -d "$folder/draft.XXXXXX" 2>/dev/null) || return 0
    engine_warm_up "$draft" "$jar" "$@" >/dev/null 2>&1 </dev/null || true
    # an empty file says that this JDK could not make one: not tried again on every call
    [[ -s $draft/classes.jsa ]] || : >"$draft/classes.jsa"
    mv -f "$draft/classes.jsa" "$file" 2>/dev/null || true
    rm -rf "$draft"
  fi
  [[ ! -s $file ]] || printf '%s' "$file"
}

# Builds a small new project, so that the reader, the templates, the driver and the runner are among the classes.
engine_warm_up() { # folder, jar, java flags ...
  local folder=$1 jar=$2
  shift 2
  (
    cd "$folder" || exit 1
    "$java_home/bin/java" "$@" -jar "$jar" init warm || true
    "$java_home/bin/java" "$@" -XX:ArchiveClassesAtExit="$folder/classes.jsa" -jar "$jar" build --project-dir warm
  )
}

# Replaces this shell by the engine: the caller's signals reach the JVM, and its exit code is the caller's.
engine_start() { # home, arguments ...
  local home=$1 jar flags archive argument more rows=
  shift
  jar=$(printf '%s' "$home"/lib/ashlar-engine-*.jar)
  # No line of the JVM's own log: its warnings would stand between the lines of --output json.
  flags=(-Xshare:auto -Xlog:disable --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -XX:+UseSerialGC)
  archive=$(engine_class_archive "$home" "$jar" "${flags[@]}")
  [[ -z $archive ]] || flags+=("-XX:SharedArchiveFile=$archive")
  for argument in "$@"; do
    case $argument in
      load | seed | build | retry)
        rows=yes
        break
        ;;
    esac
  done
  # The second compiler takes more from the cores than it gives back, save where rows pass through the engine: there a loop
  # of some 100,000 turns is worth it, and what merely runs often is not.
  if [[ -n $rows ]]; then
    flags+=(-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000
      -XX:Tier4BackEdgeThreshold=400000)
    # Checksums and counting take every byte of a file, and are slow until they are compiled: at once there.
    flags+=(-XX:CompileCommand=quiet '-XX:CompileCommand=CompileThresholdScaling,sun.security.provider.*::*,0.02'
      '-XX:CompileCommand=CompileThresholdScaling,dev.ashlar.load.format.PlainCsv::*,0.1')
  else
    flags+=(-XX:TieredStopAtLevel=1)
  fi
  if [[ -n ${ASHLAR_JAVA_OPTIONS-} ]]; then
    IFS=' ' read -r -a more <<<"$ASHLAR_JAVA_OPTIONS"
    flags+=(${more[@]+"${more[@]}"})
  fi
  # Java 21 cannot tell whether stdout is a terminal, nor how wide it is.
  if [[ -t 1 ]]; then
    ASHLAR_COLUMNS=$(tput cols 2>/dev/null || printf 80)
    export ASHLAR_COLUMNS
  else
    unset ASHLAR_COLUMNS
  fi
  # Nor whether somebody sits there who can be asked.
  if [[ -t 0 && -t 2 ]]; then export ASHLAR_ASK=yes; else unset ASHLAR_ASK; fi
  exec "$java_home/bin/java" "${flags[@]}" -jar "$jar" "$@"
}
