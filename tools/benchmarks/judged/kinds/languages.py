"""Other languages and scripts. One- and two-character queries of Chinese, Japanese and Korean among them."""
from question import Question
from rules import begins, by, contains, has, plain, script, size

OTHERS = ("others",)


def cjk(text, market, meant=None, grades=None, **more):
    return Question("cjk", text, grades or script(meant or text), market=market, **({"note": f"meant: {meant}"} if meant else {}) | more)


def other(text, market, meant=None, grades=None, **more):
    return Question("language", text, grades or plain(meant or text), market=market, **({"note": f"meant: {meant}"} if meant else {}) | more)


QUESTIONS = [
    # Japanese: half width, one and two characters, the end of a run, mixed scripts, unfinished
    cjk("クラウド", "JP", wants=OTHERS), cjk("ｸﾗｳﾄﾞ", "JP", "クラウド", wants=OTHERS), cjk("勤怠", "JP", wants=OTHERS), cjk("勤怠管理クラウド", "JP", wants=OTHERS), cjk("電子契約", "JP", wants=OTHERS),
    cjk("契約", "JP", wants=OTHERS), cjk("約", "JP", wants=OTHERS), cjk("プラン 2", "JP"), cjk("visio プラン 2", "JP"), cjk("visioプラン2", "JP", "visio プラン 2"), cjk("ユーザーあたり", "JP"),
    cjk("power bi premium ユーザーあたり", "JP"), cjk("試用版", "JP", wants=("trial",)), cjk("学生", "JP", wants=("pricing",)), cjk("容量", "JP"), cjk("無料", "JP"), cjk("電話会議", "JP"), cjk("予約 VM 東日本", "JP"),
    cjk("予約 d2s v3", "JP", grades=[(3, size("D2s_v3") & contains("予約")), (2, size("D2s_v3"))]), cjk("スタンドアロン", "JP"), cjk("マネージド ディスク", "JP"), cjk("マネージドディスク", "JP", "マネージド ディスク"), cjk("無人", "JP"),
    cjk("Ｏｆｆｉｃｅ ３６５", "JP", grades=plain("office 365")), cjk("カスタマー サービス", "JP"), cjk("青空", "JP", grades=[(3, by("株式会社青空ソフト"))], wants=OTHERS), cjk("年", "JP"),
    # Korean
    cjk("클라우드", "KR", wants=OTHERS), cjk("전자결재", "KR", wants=OTHERS), cjk("재고", "KR", wants=OTHERS), cjk("재고 관리", "KR", wants=OTHERS), cjk("플랜 3", "KR"), cjk("사용자당", "KR"), cjk("평가판", "KR", wants=("trial",)),
    cjk("예약 VM", "KR"), cjk("추가 기능", "KR"), cjk("학생용", "KR", wants=("pricing",)), cjk("고객 서비스", "KR"), cjk("무", "KR"), cjk("용량", "KR"),
    # Chinese, simplified and traditional
    cjk("客户", "CN", wants=OTHERS), cjk("客户关系", "CN", wants=OTHERS), cjk("经费", "CN", wants=OTHERS), cjk("计划 1", "CN"), cjk("每用户", "CN"), cjk("试用版", "CN", wants=("trial",)), cjk("托管磁盘", "CN"), cjk("云", "CN", wants=OTHERS),
    cjk("音频会议", "CN"), cjk("免费版", "CN"), cjk("学生版", "CN", wants=("pricing",)), cjk("预留实例", "CN"),
    cjk("雲端", "TW", wants=OTHERS), cjk("電子發票", "TW", wants=OTHERS), cjk("方案 2", "TW"), cjk("每位使用者", "TW"), cjk("受控磁碟", "TW"), cjk("票", "TW", wants=OTHERS), cjk("試用版", "TW", wants=("trial",)),
    # German, French, Spanish, Polish, Turkish, Portuguese
    other("testversion visio", "DE", wants=("trial",)), other("power automate pro benutzer", "DE"), other("ohne teams", "DE"), other("für lehrkräfte", "DE", wants=("pricing",)), other("fur lehrkrafte", "DE", "für lehrkräfte", wants=("pricing",)),
    other("buchhaltung", "DE", grades=[(3, begins("Bilanz und Buchhaltungsdienst"))], wants=OTHERS, note="the beginning of a compound"), other("KAPAZITÄT", "DE"), other("verwaltete datenträger", "DE"), other("reservierte vm deutschland", "DE"),
    other("muller sohne", "US", grades=[(3, by("Müller & Söhne"))], wants=OTHERS),
    other("par utilisateur", "FR"), other("capacite", "FR", "capacité"), other("étudiants", "FR", wants=("pricing",)), other("gestion électronique", "FR", wants=OTHERS), other("gestion electronique des documents", "FR", wants=OTHERS),
    other("machine virtuelle réservée", "FR"), other("version d'évaluation visio", "FR", grades=[(3, has("visio version évaluation"))], wants=("trial",)), other("ecole", "FR", grades=[(3, begins("école Planner"))], wants=OTHERS),
    other("por usuario", "ES"), other("sin teams", "ES"), other("discos administrados", "ES"), other("versión de prueba", "ES", wants=("trial",)), other("empresa ventaja hibrida", "ES", "empresa ventaja híbrida"),
    other("obieg dokumentów", "US", wants=OTHERS), other("obieg dokumentow", "US", "obieg dokumentów", wants=OTHERS), other("zolw systemy", "US", grades=[(3, by("Żółw Systemy"))], wants=OTHERS), other("na użytkownika", "PL"),
    other("windows karma avantajı", "TR"), other("por usuario", "BR", "por usuário"), other("plano 2 visio", "BR"),
    # Russian, Greek, Arabic, Hebrew, Thai, Vietnamese
    other("пользователя", "RU"), other("пробная версия", "RU", wants=("trial",)), other("управление складом", "RU", wants=OTHERS), other("учет рабочего времени", "RU", "учёт рабочего времени", wants=OTHERS), other("СКЛАД", "RU", grades=[(3, has("складом"))], wants=OTHERS, note="the beginning of an inflected form"),
    other("план 2", "RU"), other("διαχειριση εργων", "US", "διαχείριση έργων", wants=OTHERS), other("الموارد البشرية", "SA", wants=OTHERS), other("الخطة 2", "SA"), other("لكل مستخدم", "SA"), other("للطلاب", "SA", wants=("pricing",)), other("أرشيف", "SA", wants=OTHERS),
    other("ניהול", "US", wants=OTHERS), other("quan ly ban hang", "US", "quản lý bán hàng", wants=OTHERS), other("ระบบจัดการคลังสินค้า", "US", grades=script("ระบบจัดการคลังสินค้า"), wants=OTHERS), other("คลังสินค้า", "US", grades=script("คลังสินค้า"), wants=OTHERS),
]
