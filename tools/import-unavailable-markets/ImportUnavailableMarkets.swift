@main
struct ImportUnavailableMarkets {
  static func main() {}
}
