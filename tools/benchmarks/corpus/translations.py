"""Generic words of titles in other languages, written for this project. Brands stay English, as in Partner Center.

Each pair is (regular expression over the English title, replacement); they are tried in order. A title in which none
occurs keeps its English text, and so does the market.
"""

# market -> locale of its titles; every other market is read in English
LOCALES = {
    "DE": "de-DE", "FR": "fr-FR", "ES": "es-ES", "PL": "pl-PL", "JP": "ja-JP", "KR": "ko-KR", "CN": "zh-CN",
    "TW": "zh-TW", "SA": "ar-SA", "RU": "ru-RU", "BR": "pt-BR", "TR": "tr-TR",
}

RULES = {
    "ja-JP": [
        (r"Reserved VM Instance, (\S+), US West 2, (\d) Years?", r"予約 VM インスタンス、\1、米国西部 2、\2 年"),
        (r"Reserved VM Instance, (\S+), JA East, (\d) Years?", r"予約 VM インスタンス、\1、東日本、\2 年"),
        (r"\(no Teams\)", "(Teams なし)"), (r"\(Plan (\d)\)", r"(プラン \1)"), (r"\bPlan (\d)", r"プラン \1"),
        (r"per user|Per User", "ユーザーあたり"), (r"for [Ff]aculty", "教職員向け"), (r"for [Ss]tudents?", "学生向け"),
        (r"[Aa]dd-?[Oo]n", "アドオン"), (r"\bTrial\b", "試用版"), (r"[Cc]apacity", "容量"),
        (r"without Audio Conferencing", "電話会議なし"), (r"Audio Conferencing", "電話会議"),
        (r"Extra File Storage", "追加ファイル ストレージ"), (r"Unattended License", "無人ライセンス"),
        (r"1 User CAL", "1 ユーザー CAL"), (r"1 Device CAL", "1 デバイス CAL"), (r"Managed Disks", "マネージド ディスク"),
        (r"Advanced Compliance", "高度なコンプライアンス"), (r"Cloud App Security", "クラウド アプリ セキュリティ"),
        (r"\(Free\)|\bFree\b", "無料版"), (r"Customer Service", "カスタマー サービス"), (r"Supply Chain Management", "サプライ チェーン管理"),
        (r"Remote Desktop Services", "リモート デスクトップ サービス"), (r"Phone Standard", "電話 Standard"),
    ],
    "ko-KR": [
        (r"Reserved VM Instance, (\S+), US West 2, (\d) Years?", r"예약 VM 인스턴스, \1, 미국 서부 2, \2년"),
        (r"Reserved VM Instance, (\S+), KR Central, (\d) Years?", r"예약 VM 인스턴스, \1, 한국 중부, \2년"),
        (r"\(no Teams\)", "(Teams 제외)"), (r"\(Plan (\d)\)", r"(플랜 \1)"), (r"\bPlan (\d)", r"플랜 \1"),
        (r"per user|Per User", "사용자당"), (r"for [Ff]aculty", "교직원용"), (r"for [Ss]tudents?", "학생용"),
        (r"[Aa]dd-?[Oo]n", "추가 기능"), (r"\bTrial\b", "평가판"), (r"[Cc]apacity", "용량"),
        (r"Audio Conferencing", "오디오 회의"), (r"Unattended License", "무인 라이선스"),
        (r"1 User CAL", "1 사용자 CAL"), (r"1 Device CAL", "1 장치 CAL"), (r"Managed Disks", "관리 디스크"),
        (r"Cloud App Security", "클라우드 앱 보안"), (r"\(Free\)|\bFree\b", "무료"),
        (r"Customer Service", "고객 서비스"),
    ],
    "zh-CN": [
        (r"Reserved VM Instance, (\S+), US West 2, (\d) Years?", r"虚拟机预留实例，\1，美国西部 2，\2 年"),
        (r"\(no Teams\)", "(不含 Teams)"), (r"\(Plan (\d)\)", r"(计划 \1)"), (r"\bPlan (\d)", r"计划 \1"),
        (r"per user|Per User", "每用户"), (r"for [Ff]aculty", "教职员工版"), (r"for [Ss]tudents?", "学生版"),
        (r"[Aa]dd-?[Oo]n", "加载项"), (r"\bTrial\b", "试用版"), (r"[Cc]apacity", "容量"),
        (r"Audio Conferencing", "音频会议"), (r"Unattended License", "无人参与许可证"),
        (r"1 User CAL", "1 用户 CAL"), (r"1 Device CAL", "1 设备 CAL"), (r"Managed Disks", "托管磁盘"),
        (r"Cloud App Security", "云应用安全"), (r"\(Free\)|\bFree\b", "免费版"), (r"Customer Service", "客户服务"),
    ],
    "zh-TW": [
        (r"Reserved VM Instance, (\S+), US West 2, (\d) Years?", r"虛擬機器保留執行個體，\1，美國西部 2，\2 年"),
        (r"\(no Teams\)", "(不含 Teams)"), (r"\(Plan (\d)\)", r"(方案 \1)"), (r"\bPlan (\d)", r"方案 \1"),
        (r"per user|Per User", "每位使用者"), (r"for [Ff]aculty", "教職員版"), (r"for [Ss]tudents?", "學生版"),
        (r"[Aa]dd-?[Oo]n", "附加元件"), (r"\bTrial\b", "試用版"), (r"[Cc]apacity", "容量"),
        (r"Audio Conferencing", "音訊會議"), (r"Managed Disks", "受控磁碟"), (r"Cloud App Security", "雲端應用程式安全性"),
        (r"1 User CAL", "1 使用者 CAL"), (r"1 Device CAL", "1 裝置 CAL"), (r"\(Free\)|\bFree\b", "免費版"),
    ],
    "de-DE": [
        (r"Reserved VM Instance, (\S+), DE West Central, (\d) Years?", r"Reservierte VM-Instanz, \1, Deutschland, Westen-Mitte, \2 Jahre"),
        (r"\(no Teams\)", "(ohne Teams)"), (r"per user|Per User", "pro Benutzer"),
        (r"for [Ff]aculty", "für Lehrkräfte"), (r"for [Ss]tudents?", "für Schüler und Studierende"), (r"\bTrial\b", "Testversion"),
        (r"[Cc]apacity", "Kapazität"), (r"Extra File Storage", "Zusätzlicher Dateispeicher"),
        (r"1 User CAL", "1 Nutzer-CAL"), (r"1 Device CAL", "1 Geräte-CAL"), (r"Managed Disks", "Verwaltete Datenträger"),
        (r"Unattended License", "Lizenz für unbeaufsichtigten Betrieb"), (r"\(Free\)|\bFree\b", "kostenlos"),
    ],
    "fr-FR": [
        (r"Reserved VM Instance, (\S+), FR Central, (\d) Years?", r"Instance de machine virtuelle réservée, \1, France Centre, \2 ans"),
        (r"\(no Teams\)", "(sans Teams)"), (r"per user|Per User", "par utilisateur"),
        (r"for [Ff]aculty", "pour enseignants"), (r"for [Ss]tudents?", "pour étudiants"), (r"\bTrial\b", "Version d’évaluation"),
        (r"[Cc]apacity", "Capacité"), (r"Extra File Storage", "Stockage de fichiers supplémentaire"),
        (r"1 User CAL", "1 licence d’accès client utilisateur"), (r"1 Device CAL", "1 licence d’accès client périphérique"),
        (r"Managed Disks", "Disques gérés"), (r"Unattended License", "Licence sans assistance"), (r"\(Free\)|\bFree\b", "gratuit"),
    ],
    "es-ES": [
        (r"\(no Teams\)", "(sin Teams)"), (r"per user|Per User", "por usuario"), (r"for [Ff]aculty", "para profesorado"),
        (r"for [Ss]tudents?", "para alumnos"), (r"\bTrial\b", "Versión de prueba"), (r"[Cc]apacity", "Capacidad"),
        (r"1 User CAL", "1 CAL de usuario"), (r"1 Device CAL", "1 CAL de dispositivo"), (r"Managed Disks", "Discos administrados"),
        (r"\(Free\)|\bFree\b", "gratuito"),
    ],
    "ru-RU": [
        (r"\(no Teams\)", "(без Teams)"), (r"\(Plan (\d)\)", r"(план \1)"), (r"\bPlan (\d)", r"(план \1)"),
        (r"per user|Per User", "на пользователя"), (r"for [Ff]aculty", "для преподавателей"), (r"for [Ss]tudents?", "для учащихся"),
        (r"\bTrial\b", "Пробная версия"), (r"[Cc]apacity", "Ёмкость"), (r"1 User CAL", "CAL на 1 пользователя"),
        (r"Managed Disks", "Управляемые диски"), (r"\(Free\)|\bFree\b", "бесплатно"),
    ],
    "ar-SA": [
        (r"\(no Teams\)", "(بدون Teams)"), (r"\(Plan (\d)\)", r"(الخطة \1)"), (r"\bPlan (\d)", r"(الخطة \1)"),
        (r"per user|Per User", "لكل مستخدم"), (r"for [Ff]aculty", "لأعضاء هيئة التدريس"), (r"for [Ss]tudents?", "للطلاب"),
        (r"\bTrial\b", "إصدار تجريبي"), (r"[Cc]apacity", "السعة"), (r"\(Free\)|\bFree\b", "مجاني"),
    ],
}
