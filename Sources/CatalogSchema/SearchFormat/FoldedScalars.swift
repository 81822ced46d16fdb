/// The folded form of each Latin, Greek and Cyrillic letter, by itself.
///
/// Below U+0530 every combining character either is an accent, which folding removes, or composes with nothing. So a
/// text of these scripts folds scalar by scalar, without Unicode's normalization: some fifty times as fast.
package enum FoldedScalars {
  /// The folded text, or `nil` if it holds a scalar of another script.
  package static func folded(_ text: String) -> String? {
    let table = table
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard scalar.value < limit else { return nil }
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      } else {
        let index = Int(scalar.value - first)
        bytes.append(contentsOf: table.bytes[table.starts[index]..<table.starts[index + 1]])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first scalar after those of the table: Armenian begins here.
  package static let limit: UInt32 = 0x0530

  /// The first scalar of the table.
  private static let first: UInt32 = 0x80

  /// The folded forms as UTF-8, and the place of each.
  private static let table: (bytes: [UInt8], starts: [Int]) = {
    var bytes: [UInt8] = []
    var starts = [0]
    for form in forms.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      bytes += form
      starts.append(bytes.count)
    }
    return (bytes, starts)
  }()

  /// What ``SearchText/foldedBlock(_:)`` makes of each scalar from ``first`` on, which takes it milliseconds: a search
  /// from a shell pays for them at every start.
  private static let forms = """
    \u{80},\u{81},\u{82},\u{83},\u{84},\u{85},\u{86},\u{87},\u{88},\u{89},\u{8A},\u{8B},\u{8C},\u{8D},\
    \u{8E},\u{8F},\u{90},\u{91},\u{92},\u{93},\u{94},\u{95},\u{96},\u{97},\u{98},\u{99},\u{9A},\u{9B},\
    \u{9C},\u{9D},\u{9E},\u{9F},\u{20},¡,¢,£,¤,¥,¦,§,\u{20},©,a,«,¬,\u{AD},®,\u{20},°,±,2,3,\u{20},μ,¶,·,\
    \u{20},1,o,»,1⁄4,1⁄2,3⁄4,¿,a,a,a,a,a,a,ae,c,e,e,e,e,i,i,i,i,d,n,o,o,o,o,o,×,o,u,u,u,u,y,th,ss,a,a,a,a,a,\
    a,ae,c,e,e,e,e,i,i,i,i,d,n,o,o,o,o,o,÷,o,u,u,u,u,y,th,y,a,a,a,a,a,a,c,c,c,c,c,c,c,c,d,d,d,d,e,e,e,e,e,e,\
    e,e,e,e,g,g,g,g,g,g,g,g,h,h,h,h,i,i,i,i,i,i,i,i,i,i,ij,ij,j,j,k,k,ĸ,l,l,l,l,l,l,l·,l·,l,l,n,n,n,n,n,n,\
    ʼn,ŋ,ŋ,o,o,o,o,o,o,oe,oe,r,r,r,r,r,r,s,s,s,s,s,s,s,s,t,t,t,t,ŧ,ŧ,u,u,u,u,u,u,u,u,u,u,u,u,w,w,y,y,y,z,z,\
    z,z,z,z,s,ƀ,ɓ,ƃ,ƃ,ƅ,ƅ,ɔ,ƈ,ƈ,ɖ,ɗ,ƌ,ƌ,ƍ,ǝ,ə,ɛ,ƒ,ƒ,ɠ,ɣ,ƕ,ɩ,ɨ,ƙ,ƙ,ƚ,ƛ,ɯ,ɲ,ƞ,ɵ,o,o,ƣ,ƣ,ƥ,ƥ,ʀ,ƨ,ƨ,ʃ,ƪ,ƫ,ƭ,ƭ,ʈ,\
    u,u,ʊ,ʋ,ƴ,ƴ,ƶ,ƶ,ʒ,ƹ,ƹ,ƺ,ƻ,ƽ,ƽ,ƾ,ƿ,ǀ,ǁ,ǂ,ǃ,dz,dz,dz,lj,lj,lj,nj,nj,nj,a,a,i,i,o,o,u,u,u,u,u,u,u,u,u,u,ǝ,\
    a,a,a,a,ae,ae,ǥ,ǥ,g,g,k,k,o,o,o,o,ʒ,ʒ,j,dz,dz,dz,g,g,ƕ,ƿ,n,n,a,a,ae,ae,o,o,a,a,a,a,e,e,e,e,i,i,i,i,o,o,\
    o,o,r,r,r,r,u,u,u,u,s,s,t,t,ȝ,ȝ,h,h,ƞ,ȡ,ȣ,ȣ,ȥ,ȥ,a,a,e,e,o,o,o,o,o,o,o,o,y,y,ȴ,ȵ,ȶ,ȷ,ȸ,ȹ,ⱥ,ȼ,ȼ,ƚ,ⱦ,ȿ,ɀ,ɂ,\
    ɂ,ƀ,ʉ,ʌ,ɇ,ɇ,ɉ,ɉ,ɋ,ɋ,ɍ,ɍ,ɏ,ɏ,ɐ,ɑ,ɒ,ɓ,ɔ,ɕ,ɖ,ɗ,ɘ,ə,ɚ,ɛ,ɜ,ɝ,ɞ,ɟ,ɠ,ɡ,ɢ,ɣ,ɤ,ɥ,ɦ,ɧ,ɨ,ɩ,ɪ,ɫ,ɬ,ɭ,ɮ,ɯ,ɰ,ɱ,ɲ,ɳ,ɴ,ɵ,\
    ɶ,ɷ,ɸ,ɹ,ɺ,ɻ,ɼ,ɽ,ɾ,ɿ,ʀ,ʁ,ʂ,ʃ,ʄ,ʅ,ʆ,ʇ,ʈ,ʉ,ʊ,ʋ,ʌ,ʍ,ʎ,ʏ,ʐ,ʑ,ʒ,ʓ,ʔ,ʕ,ʖ,ʗ,ʘ,ʙ,ʚ,ʛ,ʜ,ʝ,ʞ,ʟ,ʠ,ʡ,ʢ,ʣ,ʤ,ʥ,ʦ,ʧ,ʨ,ʩ,\
    ʪ,ʫ,ʬ,ʭ,ʮ,ʯ,h,ɦ,j,r,ɹ,ɻ,ʁ,w,y,ʹ,ʺ,ʻ,ʼ,ʽ,ʾ,ʿ,ˀ,ˁ,\u{2C2},\u{2C3},\u{2C4},\u{2C5},ˆ,ˇ,ˈ,ˉ,ˊ,ˋ,ˌ,ˍ,ˎ,ˏ,ː,ˑ,\
    \u{2D2},\u{2D3},\u{2D4},\u{2D5},\u{2D6},\u{2D7},\u{20},\u{20},\u{20},\u{20},\u{20},\u{20},\u{2DE},\
    \u{2DF},ɣ,l,s,x,ʕ,\u{2E5},\u{2E6},\u{2E7},\u{2E8},\u{2E9},\u{2EA},\u{2EB},ˬ,\u{2ED},ˮ,\u{2EF},\u{2F0},\
    \u{2F1},\u{2F2},\u{2F3},\u{2F4},\u{2F5},\u{2F6},\u{2F7},\u{2F8},\u{2F9},\u{2FA},\u{2FB},\u{2FC},\u{2FD},\
    \u{2FE},\u{2FF},,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\
    ,,,,,,,,,,,,,,,,,,,,,,,,ͱ,ͱ,ͳ,ͳ,ʹ,\u{375},ͷ,ͷ,\u{378},\u{379},\u{20},ͻ,ͼ,ͽ,;,ϳ,\u{380},\u{381},\u{382},\
    \u{383},\u{20},\u{20},α,·,ε,η,ι,\u{38B},ο,\u{38D},υ,ω,ι,α,β,γ,δ,ε,ζ,η,θ,ι,κ,λ,μ,ν,ξ,ο,π,ρ,\u{3A2},σ,τ,υ,\
    φ,χ,ψ,ω,ι,υ,α,ε,η,ι,υ,α,β,γ,δ,ε,ζ,η,θ,ι,κ,λ,μ,ν,ξ,ο,π,ρ,ς,σ,τ,υ,φ,χ,ψ,ω,ι,υ,ο,υ,ω,ϗ,β,θ,υ,υ,υ,φ,π,ϗ,ϙ,ϙ,\
    ϛ,ϛ,ϝ,ϝ,ϟ,ϟ,ϡ,ϡ,ϣ,ϣ,ϥ,ϥ,ϧ,ϧ,ϩ,ϩ,ϫ,ϫ,ϭ,ϭ,ϯ,ϯ,κ,ρ,ς,ϳ,θ,ε,϶,ϸ,ϸ,σ,ϻ,ϻ,ϼ,ͻ,ͼ,ͽ,е,е,ђ,г,є,ѕ,і,і,ј,љ,њ,ћ,к,и,\
    у,џ,а,б,в,г,д,е,ж,з,и,и,к,л,м,н,о,п,р,с,т,у,ф,х,ц,ч,ш,щ,ъ,ы,ь,э,ю,я,а,б,в,г,д,е,ж,з,и,и,к,л,м,н,о,п,р,с,\
    т,у,ф,х,ц,ч,ш,щ,ъ,ы,ь,э,ю,я,е,е,ђ,г,є,ѕ,і,і,ј,љ,њ,ћ,к,и,у,џ,ѡ,ѡ,ѣ,ѣ,ѥ,ѥ,ѧ,ѧ,ѩ,ѩ,ѫ,ѫ,ѭ,ѭ,ѯ,ѯ,ѱ,ѱ,ѳ,ѳ,ѵ,ѵ,\
    ѵ,ѵ,ѹ,ѹ,ѻ,ѻ,ѽ,ѽ,ѿ,ѿ,ҁ,ҁ,҂,\u{483},\u{484},\u{485},\u{486},\u{487},\u{488},\u{489},ҋ,ҋ,ҍ,ҍ,ҏ,ҏ,ґ,ґ,ғ,ғ,ҕ,\
    ҕ,җ,җ,ҙ,ҙ,қ,қ,ҝ,ҝ,ҟ,ҟ,ҡ,ҡ,ң,ң,ҥ,ҥ,ҧ,ҧ,ҩ,ҩ,ҫ,ҫ,ҭ,ҭ,ү,ү,ұ,ұ,ҳ,ҳ,ҵ,ҵ,ҷ,ҷ,ҹ,ҹ,һ,һ,ҽ,ҽ,ҿ,ҿ,ӏ,ж,ж,ӄ,ӄ,ӆ,ӆ,ӈ,ӈ,\
    ӊ,ӊ,ӌ,ӌ,ӎ,ӎ,ӏ,а,а,а,а,ӕ,ӕ,е,е,ә,ә,ә,ә,ж,ж,з,з,ӡ,ӡ,и,и,и,и,о,о,ө,ө,ө,ө,э,э,у,у,у,у,у,у,ч,ч,ӷ,ӷ,ы,ы,ӻ,ӻ,ӽ,\
    ӽ,ӿ,ӿ,ԁ,ԁ,ԃ,ԃ,ԅ,ԅ,ԇ,ԇ,ԉ,ԉ,ԋ,ԋ,ԍ,ԍ,ԏ,ԏ,ԑ,ԑ,ԓ,ԓ,ԕ,ԕ,ԗ,ԗ,ԙ,ԙ,ԛ,ԛ,ԝ,ԝ,ԟ,ԟ,ԡ,ԡ,ԣ,ԣ,ԥ,ԥ,ԧ,ԧ,ԩ,ԩ,ԫ,ԫ,ԭ,ԭ,ԯ,ԯ
    """
}
