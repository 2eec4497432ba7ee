#!/bin/sh
# Makes the key and certificates of the loopback server anew. They are for tests only: the key is public, and no
# program trusts this authority. `openssl ca` is used because it alone sets a start and an end in the past.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
touch "$work/index"
cat > "$work/conf" <<CONF
[ca]
default_ca=it
[it]
database=$work/index
new_certs_dir=$work
rand_serial=yes
default_md=sha256
policy=any
unique_subject=no
[any]
commonName=supplied
[req]
distinguished_name=dn
[dn]
[authority]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
subjectKeyIdentifier=hash
[here]
subjectAltName=DNS:localhost,DNS:feeds.example,DNS:moved.example,IP:127.0.0.1
authorityKeyIdentifier=keyid
[elsewhere]
subjectAltName=DNS:elsewhere.example
authorityKeyIdentifier=keyid
CONF
secret() { openssl ecparam -name prime256v1 -genkey -noout; }
sign() { # name, section, start, end
  openssl req -new -config "$work/conf" -key "$work/server" -subj "/CN=tui-reader test $1" -out "$work/$1.csr"
  openssl ca -batch -notext -config "$work/conf" -cert "$work/authority" -keyfile "$work/authority-key" -extensions "$2" \
    -startdate "$3" -enddate "$4" -in "$work/$1.csr" -out "$work/$1" 2>/dev/null
  { echo "For tests only: the key is public."; cat "$work/server" "$work/$1"; } > "$1.pem"
}
own() { # name, key, section: signed by itself
  openssl req -new -config "$work/conf" -key "$2" -subj "/CN=tui-reader test $1" -out "$work/$1.csr"
  openssl ca -batch -notext -selfsign -config "$work/conf" -keyfile "$2" -extensions "$3" \
    -startdate 20200101000000Z -enddate 21200101000000Z -in "$work/$1.csr" -out "$work/$1" 2>/dev/null
}
secret > "$work/authority-key"
secret > "$work/server"
own authority "$work/authority-key" authority
own self-signed "$work/server" here
{ echo "For tests only: the authority that signed the certificates here."; cat "$work/authority"; } > authority.pem
{ echo "For tests only: the key is public."; cat "$work/server" "$work/self-signed"; } > self-signed.pem
sign trusted here 20200101000000Z 21200101000000Z
sign expired here 20200101000000Z 20210101000000Z
sign wrong-host elsewhere 20200101000000Z 21200101000000Z
