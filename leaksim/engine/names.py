"""Names that go together: kanji, katakana and romaji of family and given names; a fictional prefecture."""

from __future__ import annotations

from typing import NamedTuple


class Name(NamedTuple):
    ja: str
    kana: str
    romaji: str


def _table(text: str) -> tuple[Name, ...]:
    return tuple(Name(*entry.split("/")) for entry in text.split())


FAMILY_NAMES = _table("""
佐伯/サエキ/Saeki 長谷/ハセ/Hase 三浦/ミウラ/Miura 大西/オオニシ/Onishi 川島/カワシマ/Kawashima
永井/ナガイ/Nagai 松尾/マツオ/Matsuo 菊地/キクチ/Kikuchi 野口/ノグチ/Noguchi 古川/フルカワ/Furukawa
小野寺/オノデラ/Onodera 五十嵐/イガラシ/Igarashi 村瀬/ムラセ/Murase 岩本/イワモト/Iwamoto
桜井/サクライ/Sakurai 杉山/スギヤマ/Sugiyama 浜田/ハマダ/Hamada 安藤/アンドウ/Ando
水谷/ミズタニ/Mizutani 片山/カタヤマ/Katayama 新井/アライ/Arai 久保田/クボタ/Kubota
平田/ヒラタ/Hirata 河合/カワイ/Kawai 石原/イシハラ/Ishihara 大塚/オオツカ/Otsuka 荒木/アラキ/Araki
矢野/ヤノ/Yano 堀内/ホリウチ/Horiuchi 秋山/アキヤマ/Akiyama 松井/マツイ/Matsui 星野/ホシノ/Hoshino
早川/ハヤカワ/Hayakawa 小松/コマツ/Komatsu 須藤/スドウ/Sudo 中西/ナカニシ/Nakanishi
福井/フクイ/Fukui 土屋/ツチヤ/Tsuchiya 白石/シライシ/Shiraishi 関口/セキグチ/Sekiguchi
望月/モチヅキ/Mochizuki 吉川/ヨシカワ/Yoshikawa 大島/オオシマ/Oshima 西田/ニシダ/Nishida
熊谷/クマガイ/Kumagai 北川/キタガワ/Kitagawa 飯田/イイダ/Iida 奥村/オクムラ/Okumura
樋口/ヒグチ/Higuchi 市川/イチカワ/Ichikawa 上原/ウエハラ/Uehara 栗原/クリハラ/Kurihara
児玉/コダマ/Kodama 内藤/ナイトウ/Naito 神谷/カミヤ/Kamiya 相沢/アイザワ/Aizawa
柳田/ヤナギダ/Yanagida 梅原/ウメハラ/Umehara 沢田/サワダ/Sawada 植田/ウエダ/Ueda
榎本/エノモト/Enomoto 尾崎/オザキ/Ozaki 笠原/カサハラ/Kasahara 金森/カナモリ/Kanamori
岸本/キシモト/Kishimoto 黒川/クロカワ/Kurokawa 小泉/コイズミ/Koizumi 坂口/サカグチ/Sakaguchi
篠原/シノハラ/Shinohara 瀬戸/セト/Seto 高野/タカノ/Takano 竹下/タケシタ/Takeshita
谷口/タニグチ/Taniguchi 辻村/ツジムラ/Tsujimura 津田/ツダ/Tsuda 手塚/テヅカ/Tezuka
富永/トミナガ/Tominaga 中原/ナカハラ/Nakahara 成田/ナリタ/Narita 西岡/ニシオカ/Nishioka
丹羽/ニワ/Niwa 野中/ノナカ/Nonaka 橋爪/ハシヅメ/Hashizume 服部/ハットリ/Hattori 原田/ハラダ/Harada
日高/ヒダカ/Hidaka 広瀬/ヒロセ/Hirose 深沢/フカザワ/Fukazawa 藤本/フジモト/Fujimoto
船越/フナコシ/Funakoshi 細川/ホソカワ/Hosokawa 牧野/マキノ/Makino 増田/マスダ/Masuda
真鍋/マナベ/Manabe 丸山/マルヤマ/Maruyama 溝口/ミゾグチ/Mizoguchi 宮下/ミヤシタ/Miyashita
武藤/ムトウ/Muto 村上/ムラカミ/Murakami 森田/モリタ/Morita 門田/カドタ/Kadota 八木/ヤギ/Yagi
安田/ヤスダ/Yasuda 山根/ヤマネ/Yamane 結城/ユウキ/Yuki 横田/ヨコタ/Yokota
若林/ワカバヤシ/Wakabayashi 和田/ワダ/Wada 青柳/アオヤギ/Aoyagi 朝倉/アサクラ/Asakura
天野/アマノ/Amano 有馬/アリマ/Arima 池上/イケガミ/Ikegami 磯部/イソベ/Isobe 稲葉/イナバ/Inaba
今井/イマイ/Imai 岩田/イワタ/Iwata 宇野/ウノ/Uno 江口/エグチ/Eguchi 遠山/トオヤマ/Toyama
大谷/オオタニ/Otani 岡部/オカベ/Okabe 落合/オチアイ/Ochiai 小林/コバヤシ/Kobayashi
片桐/カタギリ/Katagiri 加納/カノウ/Kano
""")

GIVEN_NAMES = _table("""
美咲/ミサキ/Misaki 健太/ケンタ/Kenta 陽子/ヨウコ/Yoko 拓也/タクヤ/Takuya 直樹/ナオキ/Naoki
恵/メグミ/Megumi 彩香/アヤカ/Ayaka 大輔/ダイスケ/Daisuke 真由美/マユミ/Mayumi 翔太/ショウタ/Shota
由紀/ユキ/Yuki 浩二/コウジ/Koji 千尋/チヒロ/Chihiro 亮/リョウ/Ryo 智子/トモコ/Tomoko
和也/カズヤ/Kazuya 香織/カオリ/Kaori 修/オサム/Osamu 奈々/ナナ/Nana 裕樹/ヒロキ/Hiroki
麻衣/マイ/Mai 誠/マコト/Makoto 典子/ノリコ/Noriko 隆之/タカユキ/Takayuki 遥/ハルカ/Haruka
俊介/シュンスケ/Shunsuke 久美子/クミコ/Kumiko 航/ワタル/Wataru 沙織/サオリ/Saori
光一/コウイチ/Koichi 理恵/リエ/Rie 悠斗/ユウト/Yuto 結衣/ユイ/Yui 正人/マサト/Masato
明美/アケミ/Akemi 徹/トオル/Toru 葵/アオイ/Aoi 啓介/ケイスケ/Keisuke 里奈/リナ/Rina
雅之/マサユキ/Masayuki 佳代/カヨ/Kayo 潤/ジュン/Jun 友美/トモミ/Tomomi 一郎/イチロウ/Ichiro
綾/アヤ/Aya 勇気/ユウキ/Yuki 純子/ジュンコ/Junko 博之/ヒロユキ/Hiroyuki 桃子/モモコ/Momoko
剛/ツヨシ/Tsuyoshi 真理/マリ/Mari 健司/ケンジ/Kenji 芽衣/メイ/Mei 秀樹/ヒデキ/Hideki
瞳/ヒトミ/Hitomi 慎也/シンヤ/Shinya 雪乃/ユキノ/Yukino 哲也/テツヤ/Tetsuya 春菜/ハルナ/Haruna
明/アキラ/Akira 静香/シズカ/Shizuka 貴志/タカシ/Takashi 琴音/コトネ/Kotone 文彦/フミヒコ/Fumihiko
美穂/ミホ/Miho 洋平/ヨウヘイ/Yohei 早紀/サキ/Saki 義明/ヨシアキ/Yoshiaki 望/ノゾミ/Nozomi
和彦/カズヒコ/Kazuhiko 愛/アイ/Ai 竜也/タツヤ/Tatsuya 幸恵/サチエ/Sachie 慎一/シンイチ/Shinichi
菜摘/ナツミ/Natsumi 昌弘/マサヒロ/Masahiro 夏美/ナツミ/Natsumi 蓮/レン/Ren 弘子/ヒロコ/Hiroko
康平/コウヘイ/Kohei 小百合/サユリ/Sayuri 達也/タツヤ/Tatsuya 梨花/リカ/Rika 圭吾/ケイゴ/Keigo
智美/トモミ/Tomomi 元気/ゲンキ/Genki 恵子/ケイコ/Keiko 孝/タカシ/Takashi 優子/ユウコ/Yuko
進/ススム/Susumu 絵里/エリ/Eri 良太/リョウタ/Ryota 楓/カエデ/Kaede 英樹/ヒデキ/Hideki
律子/リツコ/Ritsuko 信夫/ノブオ/Nobuo 亜美/アミ/Ami 克也/カツヤ/Katsuya 直美/ナオミ/Naomi
湊/ミナト/Minato 郁美/イクミ/Ikumi 賢治/ケンジ/Kenji 伸子/ノブコ/Nobuko 学/マナブ/Manabu
朋子/トモコ/Tomoko 祐介/ユウスケ/Yusuke 心/ココロ/Kokoro 靖/ヤスシ/Yasushi 真央/マオ/Mao
豊/ユタカ/Yutaka 涼/リョウ/Ryo 紀子/ノリコ/Noriko 大地/ダイチ/Daichi 薫/カオル/Kaoru
歩/アユム/Ayumu 光/ヒカル/Hikaru 忍/シノブ/Shinobu 翼/ツバサ/Tsubasa 泉/イズミ/Izumi
司/ツカサ/Tsukasa 伊織/イオリ/Iori 玲/レイ/Rei 有希/ユキ/Yuki 和美/カズミ/Kazumi 千秋/チアキ/Chiaki
晶/アキラ/Akira
""")


class Place(NamedTuple):
    ja: str
    en: str


#: No such prefecture, city or town exists; postcodes of the form 000-xxxx are not in use.
PREFECTURE = Place("葉凪県", "Hanagi Prefecture")
CITIES = (
    Place("みなも野市", "Minamono City"),
    Place("星見原市", "Hoshimihara City"),
    Place("風待台市", "Kazemachidai City"),
    Place("白鷺野町", "Shirasagino Town"),
    Place("月見浜町", "Tsukimihama Town"),
    Place("架空ヶ丘市", "Kakugaoka City"),
)
TOWNS = (
    Place("霧笛通", "Mutekidori"),
    Place("木漏日", "Komorebi"),
    Place("綿雲町", "Watagumocho"),
    Place("風車坂", "Fushazaka"),
    Place("波音", "Namioto"),
    Place("雪灯", "Yukiakari"),
    Place("夕凪台", "Yunagidai"),
    Place("糸車町", "Itogurumacho"),
    Place("初虹", "Hatsuniji"),
    Place("石笛", "Ishibue"),
)
HEALTH_NOTES = (
    Place("高血圧で通院", "Treated for high blood pressure"),
    Place("食物アレルギー（卵）", "Food allergy (eggs)"),
    Place("ぜんそくの既往あり", "History of asthma"),
    Place("手術歴あり（2019年）", "Surgery in 2019"),
    Place("服薬中（血糖）", "On medication (blood sugar)"),
    Place("申告なし", "Nothing declared"),
    Place("申告なし", "Nothing declared"),
    Place("申告なし", "Nothing declared"),
)
GOODS = (
    Place("定期便セット", "Monthly set"),
    Place("講座の受講", "Course fee"),
    Place("贈答用詰め合わせ", "Gift assortment"),
    Place("年会費", "Annual fee"),
    Place("修理の受付", "Repair order"),
    Place("回数券", "Book of tickets"),
)
