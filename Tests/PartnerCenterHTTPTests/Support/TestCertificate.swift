/// A certificate for `localhost` that signs itself, made for these tests and trusted by nobody else; good until 2126.
///
/// Made with `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=localhost
/// -addext subjectAltName=DNS:localhost -addext basicConstraints=critical,CA:TRUE`.
enum TestCertificate {
  static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBlTCCATugAwIBAgIUa8H1XV0ge+tyZUgA34haLgTmfNowCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTA0MTY1MFoYDzIxMjYxMDI4
    MDQxNjUwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAAS9KcGR1pM6Cu9xtJtW/6cCQq4b3pX/+uYwiDnkgs8tpuF+jT0xzkdS
    inChvqV1fXUDYzbTbXfekEdce3evgMUMo2kwZzAdBgNVHQ4EFgQUxGP/2J+IvxIn
    r9Wx2+GKf9YNAGIwHwYDVR0jBBgwFoAUxGP/2J+IvxInr9Wx2+GKf9YNAGIwFAYD
    VR0RBA0wC4IJbG9jYWxob3N0MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID
    SAAwRQIgWxYNtSlIEEKyaJaClgyNL3WmndiOdNmzJlgTcCL3Wf0CIQCVbMZC7Y0P
    ftr2QPjgr30zL9YBdphVKrVvlzdvq8u8MA==
    -----END CERTIFICATE-----

    """
  static let privateKey = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgn+E17nP9vaeNY8Xj
    A4MYSORL/RoZVo7pVDPOp1igJquhRANCAAS9KcGR1pM6Cu9xtJtW/6cCQq4b3pX/
    +uYwiDnkgs8tpuF+jT0xzkdSinChvqV1fXUDYzbTbXfekEdce3evgMUM
    -----END PRIVATE KEY-----

    """
}
