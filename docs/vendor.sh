#!/bin/sh
# Fetch the third-party files that are kept in this repository, unmodified, each with its licence and SHA256SUMS.
# For maintainers only: nothing at build or run time needs npm. Run from the top of the repository; then `git diff` shows
# what changed. A package whose checksum is not the one below is refused.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
top=$(pwd)
[ -f "$top/pyproject.toml" ] || { echo "Bitte im obersten Ordner aufrufen: sh docs/vendor.sh" >&2; exit 1; }

# fetch NAME VERSION SHA256: unpacks the package into $work/package
fetch() {
    rm -rf "$work/package"
    file=$(cd "$work" && npm pack --silent "$1@$2")
    echo "$3  $work/$file" | sha256sum --check --quiet -
    tar -xzf "$work/$file" -C "$work"
}

# keep FOLDER FILE...: copies the files (paths inside the package) and writes their checksums
keep() {
    folder=$top/$1
    shift
    rm -rf "$folder"
    mkdir -p "$folder"
    for file in "$@"; do cp "$work/package/$file" "$folder/"; done
    (cd "$folder" && chmod 644 ./* && sha256sum -- * > "$work/sums" && mv "$work/sums" SHA256SUMS && chmod 644 SHA256SUMS)
}

fetch @kern-ux/native 2.7.2 b82c23c35a198e60ee4c53c5d14911432437f03802441b7473e8d7003795adb0
keep web/static/vendor/kern-ux-native/2.7.2 dist/kern.min.css LICENSE.md

fetch @fontsource/fira-sans 5.3.0 2231966721c4c3f70194c336dd11428e15139bd902cac415528715028c9cd5a9
keep web/static/vendor/fira-sans/5.3.0 files/fira-sans-latin-400-normal.woff2 files/fira-sans-latin-600-normal.woff2 LICENSE

fetch axe-core 4.14.1 e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745
keep tests/vendor/axe-core/4.14.1 axe.min.js LICENSE LICENSE-3RD-PARTY.txt

fetch @github/markdown-toolbar-element 2.2.3 64745df4f29e9f9b305269213a663ca5c020e9d7aff9e3e39310a09434d95589
keep web/static/vendor/markdown-toolbar-element/2.2.3 dist/index.js LICENSE
