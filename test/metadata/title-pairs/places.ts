/** Titles that are easily taken for each other, a fourth table: of small words at other places, of marks, of words in parts. */
import { pairs, type TitlePair } from './title-pairs.ts'

/** Two games, alike enough that a person should see the one where the other is not known. */
export const PLACE_NEAR_MISSES: Readonly<Record<string, readonly TitlePair[]>> = {
  'small words at other places': pairs(`
    Fear No Evil | No Fear Evil
    No Mercy for Kings | Mercy for No Kings
    Hero No Return | No Hero Return
    Land No Man Knows | No Land Man Knows
    Sword of Dark Moon | Sword Dark of Moon
    War of Gods Dawn | War Gods of Dawn
    Lord of Time Keepers | Lord Time of Keepers
    Rise of Iron Kings | Rise Iron of Kings
    Fire and Ice Storm | Fire Ice and Storm
    Cat and Dog Panic | Cat Dog and Panic
    Heroes of Light and Magic Wars | Heroes of Light Magic and Wars
    Blade of Fire and Stone Men | Blade Fire of and Stone Men
    Gundam A Zero | Gundam Zero A
    Taisen A Portable | Taisen Portable A
    Vitamin A Power | Vitamin Power A
    Plan A Attack Force | Plan Attack A Force
    Escape the Room Door | Escape Room the Door
    Save the World Hero | Save World the Hero
    Catch the Cat Game | Catch Cat the Game
    Kill v Kill Arena | Kill Kill v Arena
    Team v Squad Force | Team Squad v Force
    Yabou no Tenshi Densetsu | Yabou Tenshi no Densetsu
    Kaze no Tani Monogatari | Kaze Tani no Monogatari
    Hoshi no Kaabii Sutaa | Hoshi Kaabii no Sutaa
    Tatakai no Banka Gaiden | Tatakai Banka no Gaiden`),
  'what an apostrophe leaves out': pairs(`
    He'll Raiser | Hell Raiser
    She'll Shock | Shell Shock
    We'll of Souls | Well of Souls
    I'll Will | Ill Will
    We're Wolf | Were Wolf
    We'd Lock | Wed Lock
    She'd Master | Shed Master
    He'd Hunter | Hed Hunter
    Can't Song | Cant Song
    Won't Land | Wont Land
    Escape from He'll | Escape from Hell
    Tales of We'll Diggers | Tales of Well Diggers
    Heaven and She’ll | Heaven and Shell`),
  'numbers with a sign before them': pairs(`
    Point .5 | Point 5
    Special .38 Police | Special 38 Police
    Gun .45 | Gun 45
    Version .9 | Version 9
    Sniper .50 Cal | Sniper 50 Cal
    Level -1 | Level 1
    Area -51 | Area 51
    Degrees -273 | Degrees 273
    Zero -7 Days | Zero 7 Days
    Floor −4 | Floor 4
    .7 Seconds Later | 7 Seconds Later
    Kernel .2 | Kernel 2`),
  'signs within words': pairs(`
    Idolm@ster Live | Idolm Ster Live
    C@tch Me | C Tch Me
    Chao$ Theory | Chao Theory
    Ca$h Run | Ca H Run
    100% Hero | 100 Hero
    50€ Rally | 50 Rally
    Rock♪Star | Rock Star
    Sharp♯Eye | Sharp Eye
    Love♥Craft Story | Love Craft Story
    Snow☃Board | Snow Board
    Dice⚄Roll | Dice Roll
    Star☆Light Parade | Star Light Parade`),
  'letters that stand for words': pairs(`
    M*A*S*H Unit | Mash Unit
    S*P*Y Ring | Spy Ring
    S.P.Y. Ring | Spy Ring
    B-A-T Patrol | Bat Patrol
    S-T-A-R Force | Star Force
    T-R-A-P Door | Trap Door
    H E R O Quest | Hero Quest
    W A R Zone | War Zone
    G.O.D. Hand | God Hand
    A.R.K. Survival | Ark Survival
    D-O-G Fight | Dog Fight
    Project S*K*Y | Project Sky`),
  'words that look like numerals': pairs(`
    Story of Vi | Story of 6
    Code Vi | Code 6
    Blue Ii Journey | Blue 2 Journey
    Kimochi Ii | Kimochi 2
    Planet Ix | Planet 9
    Doctor Iv | Doctor 4
    Miss Vi Goes West | Miss 6 Goes West
    Captain Ix Adventures | Captain 9 Adventures
    Legend of Ii Otoko | Legend of 2 Otoko
    Poison Iv Drip | Poison 4 Drip`),
  'syllables that a mark parts': pairs(`
    Re-Creation Park | Recreation Park
    Re-Sign | Resign
    Re-Form Party | Reform Party
    Un-Ionized | Unionized
    Pre-Serve | Preserve
    De-Fence Force | Defence Force
    Co-Op Killer | Coop Killer
    Ex-Tinction Level | Extinction Level
    Dis-Ease | Disease
    Non-Sense Hero | Nonsense Hero
    Re:Action Zone | Reaction Zone
    Un-Cover Agent | Uncover Agent`),
  'volumes, discs and days': pairs(`
    Murder Mystery Vol. 1 | Murder Mystery Vol. 11
    Karaoke Studio Vol. 2 | Karaoke Studio Vol. 3
    Simple 1500 Series Vol. 45 | Simple 1500 Series Vol. 54
    Casino Night Day 1 | Casino Night Day 2
    Summer Camp Week 1 | Summer Camp Week 10
    Night Shift Disc A | Night Shift Disc B
    Quiz King Side A | Quiz King Side B
    Detective File 7 | Detective File 17
    Horror Tale Chapter Two | Horror Tale Chapter Three
    Puzzle Land Stage 9 | Puzzle Land Stage 99`),
  'colours, sizes and kinds': pairs(`
    Monster Farm Red | Monster Farm Blue
    Battle Chip Gold | Battle Chip Silver
    Medal Robo Kabuto Version | Medal Robo Kuwagata Version
    Beast Tamer Sun Edition | Beast Tamer Moon Edition
    Tiny Racers | Tiny Racer
    Mega Tank Mini | Mega Tank
    Pocket Golf | Golf Pocket
    Night Pilot Junior | Night Pilot Senior
    Toy Soldiers Blue Army | Toy Soldiers Red Army
    Magic Deck Left | Magic Deck Right`),
  'sports and their seasons': pairs(`
    Hockey League 93-94 | Hockey League 94-95
    World Soccer 9 | World Soccer 10
    Pro Baseball Spring '94 | Pro Baseball Fall '94
    College Hoops 2K5 | College Hoops 2K6
    Winter Games 1994 | Winter Games 1998
    Rally Season 01 | Rally Season 10
    Tennis Tour Women | Tennis Tour Men
    Grand Prix 500cc | Grand Prix 250cc
    Golf Masters Augusta | Golf Masters St Andrews
    Boxing Champ Heavyweight | Boxing Champ Featherweight`),
  'regions and languages of one series': pairs(`
    Mahjong Club Osaka | Mahjong Club Tokyo
    Train Driver Yamanote Line | Train Driver Chuo Line
    Geography Quiz Europe | Geography Quiz Asia
    Talking English | Talking French
    Road Map Kanto | Road Map Kansai
    Truck Tour USA | Truck Tour Japan
    Soccer Manager Spain | Soccer Manager Italy
    Horse Derby Kentucky | Horse Derby Epsom`),
  'CJK: counters, parts and kinds': pairs(`
    三国志 第一部 | 三国志 第二部
    信長の野望 上巻 | 信長の野望 下巻
    麻雀学園 東 | 麻雀学園 西
    戦国伝 前編 | 戦国伝 後編
    恋姫物語 春 | 恋姫物語 秋
    ドラゴン戦記 天 | ドラゴン戦記 地
    ロボット大戦 零 | ロボット大戦 壱
    魔法少女 その一 | 魔法少女 その二
    西遊記 白 | 西遊記 黒
    삼국지 상 | 삼국지 하
    전설의 용사 일 | 전설의 용사 이
    仙剑奇侠传 外传 | 仙剑奇侠传 前传`),
  'kana that differ in a mark or in size': pairs(`
    ハーフの冒険 | バーフの冒険
    パンダ大作戦 | バンダ大作戦
    カメラ探偵団 | ガメラ探偵団
    びょういん日記 | びよういん日記
    キツネの森物語 | ギツネの森物語
    ホールの王様 | ボールの王様`),
  'other alphabets': pairs(`
    Война и мир | Война и мор
    Казаки 2 | Казаки 3
    Тайна острова | Тайны острова
    Ο Πόλεμος 1 | Ο Πόλεμος 2
    מלחמת הכוכבים 1 | מלחמת הכוכבים 2
    لعبة الحرب ١ | لعبة الحرب ٢
    สงครามโลก 1 | สงครามโลก 2
    युद्ध खेल 1 | युद्ध खेल 2`),
  'reissues and their names': pairs(`
    Star Pilot | Star Pilot Resurrection
    Star Pilot Remastered | Star Pilot Reloaded
    Deep Ruins Definitive Edition | Deep Ruins Complete Edition
    Deep Ruins Redux | Deep Ruins
    Ghost Hotel Anniversary | Ghost Hotel
    Ghost Hotel Director's Cut | Ghost Hotel Collector's Cut
    Robo Kid Returns | Robo Kid Forever
    Robo Kid Arrange | Robo Kid Arcade
    Chrono Diver Zero | Chrono Diver Origin
    Chrono Diver EX | Chrono Diver DX`),
}

/** One game, otherwise spelt: linked. */
export const PLACE_ONE_GAME: readonly TitlePair[] = pairs(`
  Lord of the Rings, The | The Lord of the Rings
  Fear No Evil | Fear no Evil
  Yoshi's Island | Yoshis Island
  It's Mr. Pants | Its Mr. Pants
  Street Fighter II' Turbo | Street Fighter II Turbo
  Spider-Man | Spiderman
  Final Fantasy VI | Final Fantasy 6
  Final Fantasy VIII | Final Fantasy 8
  X-Men | X Men
  Knights of the Round | Knights of Round
  Game No. 5 | Game No 5
  Rock 'n' Roll Racing | Rock n Roll Racing
`)
