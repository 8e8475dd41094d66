/** Titles that are easily taken for each other, a sixth table: of words, marks, accents, other scripts and initials. */
import { pairs, type TitlePair } from './title-pairs.ts'

/** Two games, alike enough that a person should see the one where the other is not known. */
export const WORD_NEAR_MISSES: Readonly<Record<string, readonly TitlePair[]>> = {
  'a word of the series before it': pairs(`
    Super Turtle Run | Turtle Run
    New Turtle Run | Turtle Run
    Hyper Turtle Run | Super Turtle Run
    Super Turtle Run | New Super Turtle Run
    The Return of Turtle Run | Return of Turtle Run 2
    Mega Turtle Run | Metal Turtle Run
    Ultra Turtle Run | Ultimate Turtle Run
    Disney's Turtle Run | Disney's Turtle Race
    Capcom's Turtle Run 2 | Turtle Run
    Tom Clancy's Turtle Run | Tom Clancy's Turtle Trail
    Pro Turtle Run | Pre Turtle Run
    Shin Turtle Run | Shin Turtle Run II
    Zoku Turtle Run | Turtle Run
    Neo Turtle Run | Neo Turtle Run 2
    Dai-2-ji Turtle Run | Dai-3-ji Turtle Run
    Real Turtle Run | Turtle Run Real
    Virtual Turtle Run | Virtua Turtle Run
    My Turtle Run | Our Turtle Run`),
  'platforms in the title': pairs(`
    Moon Kart 64 | Moon Kart DS
    Moon Kart DS | Moon Kart 3DS
    Moon Kart Wii | Moon Kart Wii U
    Moon Kart GB | Moon Kart GBC
    Moon Kart Color | Moon Kart GB
    Moon Kart PC | Moon Kart
    Moon Kart CD | Moon Kart CD 2
    Moon Kart SNES | Moon Kart NES
    Moon Kart 32X | Moon Kart 3X
    Moon Kart Saturn | Moon Kart Neptune
    Moon Kart Arcade | Moon Kart Advance
    Moon Kart Portable | Moon Kart Pocket
    Moon Kart SD | Moon Kart HD
    Moon Kart PSP | Moon Kart PS
    Moon Kart Jaguar | Moon Kart Lynx
    Moon Kart Super CD | Moon Kart CD`),
  'marks that change what is said': pairs(`
    Version 1.5 Hero | Version 1-5 Hero
    Kernel 2.0 | Kernel 2 0
    Zone 3.14 | Zone 3-14
    Level 1.1 | Level 1-1
    Ghost House #2 | Ghost House #3
    Level 10% | Level 10
    Beat 4/4 | Beat 3/4
    Plan 9/10 | Plan 9-11
    R+R Racing | R&D Racing
    C++ Quest | C Quest
    Love + Peace | Love Peace
    Love & Hate | Love or Hate
    One +1 | One -1
    Rock 8 1/2 | Rock 81/2
    Agent 0.7 | Agent 07
    $5 Fighter | 5 Fighter
    Team @Home | Team Home
    Save the Date! | Save the Date!!
    Stop! Go! | Stop Go!!
    U.S. Racer | Us Racer
    I.T. Hunter | It Hunter
    A.M. Radio Hero | Am Radio Hero
    O.R. Nurse Story | Or Nurse Story
    G.O. Team Go | Go Team Go
    Who're the Heroes | Whore the Heroes
    Dr. Drift | Dr Ift
    Ex-Ray Vision | X-Ray Vision`),
  'one letter': pairs(`
    Mega Beast X | Mega Beast XX
    Mega Beast Y | Mega Beast YY
    Silver Bolt | Silver Colt
    Dragon Ford | Dragon Lord
    Sand Racer | Land Racer
    Moon Patrol Z | Moon Patrol ZZ
    Battle Cats | Battle Bats
    Word Worm | World Worm
    Robot Wars | Robot Ward
    Fire Hawks | Fire Hawk
    Night Elves | Night Elf
    Ninja Gold | Ninja Golf
    Tennis Ace | Tennis Age
    Star Farce | Star Force
    Snow Bros | Snow Boss
    Jet Pack Man | Jet Pac Man
    Farm Hero | Farm Zero
    Wrestle King | Wrestle Kings
    Duel Masters | Dual Masters
    Bass Fishing | Mass Fishing
    Golf Greats | Gulf Greats
    Cosmic Carnage | Comic Carnage
    Cyber Cop | Cyber Cup
    Planet Bleu | Planet Blue
    Lode Walker | Lone Walker
    Hole Runner | Home Runner`),
  'sports, teams, tours': pairs(`
    Lakers vs. Bulls | Bulls vs. Lakers
    NHL Faceoff 2 | NHL Face Off 3
    Top Serve Clay | Top Serve Grass
    World Golf Tour Pebble Beach | World Golf Tour Spyglass Hill
    Rugby League 3 | Rugby Union 3
    Super League Soccer | Premier League Soccer
    Grand Slam Men | Grand Slam Women
    Boxing Kings Round 1 | Boxing Kings Round 10
    Formula Drivers F1 | Formula Drivers F3
    Indy 500 Racer | Indy 5000 Racer
    Cricket Ashes 05 | Cricket Ashes 09
    Le Mans 24 | Le Mans 12
    Monster Truck 4x4 | Monster Truck 2x4
    Pro Bowling Alley | Pro Bowling Valley
    Winter X Games 2 | Winter X Games 3
    Skate Tour 2 X | Skate Tour X
    Ski Jump 1080 | Ski Jump 720
    Big Air 360 | Big Air 540
    Pro Wrestling NXT 1 | Pro Wrestling NXT 11
    Dart Kings 301 | Dart Kings 501`),
  'several in one, and one of them': pairs(`
    Turtle Run 1+2 | Turtle Run 2
    Turtle Run 1+2 | Turtle Run 1+2+3
    Turtle Run 1 & 2 | Turtle Run 12
    Turtle Run 1 + 2 | Turtle Run 3 + 4
    Turtle Run & Moon Kart | Turtle Run
    Turtle Run & Moon Kart | Moon Kart & Turtle Run
    Turtle Run + Moon Kart | Turtle Run + Iron Kart
    Turtle Run / Moon Kart | Turtle Run
    Turtle Run Trilogy | Turtle Run
    Turtle Run Double Pack | Turtle Run
    Turtle Run Twin Pack | Turtle Run Triple Pack
    Turtle Run Collection 1 | Turtle Run Collection 2
    Turtle Run All-Stars | Turtle Run
    Turtle Run Anthology | Turtle Run Trilogy
    5-in-1 Turtle Run | 6-in-1 Turtle Run
    Turtle Run 3 & Knuckles | Turtle Run & Knuckles
    Turtle Run Compilation Vol. 1 | Turtle Run Compilation Vol. 2
    Best of Turtle Run | Rest of Turtle Run`),
  'Japanese in Latin letters': pairs(`
    Shounen Bouken | Shonen Boken
    Toukyou Monogatari | Tokyo Monogatari
    Oosaka Densetsu | Osaka Densetsu
    Kaze wo Kiru | Kaze o Kiru
    Umi he no Michi | Umi e no Michi
    Tsuri Baka | Turi Baka
    Chizu no Tabi | Tizu no Tabi
    Kizuna no Mikazuki | Kizuna no Mikaduki
    Shin Senki | Sin Senki
    Fuusen Boy | Huusen Boy
    Jinsei Game | Zinsei Game
    Shiro no Senshi | Siro no Sensi
    Sanpo Michi | Sampo Michi
    Tenma Senki | Temma Senki
    Chou Senshi | Cho Senshi
    Ryuu no Kiba | Ryu no Kiba
    Juuouki Densetsu | Juoki Densetsu
    Mahou Tsukai | Maho Tukai
    Ouja no Michi | Oja no Michi
    Kyuukyoku Tiger II | Kyukyoku Tiger
    Taiyou no Ko | Taiyo no Ko 2
    Yuusha no Chizu | Yusha no Chizu
    Hoshi no Ouji | Hoshi no Oji
    Bouken Shima 2 | Bouken Jima 2
    Sengoku Busho | Sengoku Bushou
    Konchuu Saishuu | Konchu Saishu
    Doubutsu no Mura | Dobutsu no Mura
    Shougi Dojo | Shogi Doujou
    Matchi Boy | Macchi Boy
    Zettai Muteki | Zetai Muteki
    Hikari no Tou | Hikari no Tou 2
    Kaitou Lupin | Kaitou Rupan
    Neko no Ongaeshi | Neko no Ongaeshi 2
    Tanjou Iwai | Tanjo Iwai`),
  'Chinese, Korean, kana': pairs(`
    武侠传 | 武侠传二
    倚天剑 | 倚天刀
    三国英雄 上 | 三国英雄 下
    三国英雄 一 | 三国英雄 二
    神雕侠侣 | 神雕侠侶
    天龙八部 | 天龙九部
    红楼夢 | 红楼梦
    轩辕剑 | 轩辕剑2
    轩辕剑2 | 轩辕剑3
    大话西游 | 大话西游II
    超级大富翁 | 大富翁
    용의 전설 | 용의 전설 2
    용의 전설 | 용의 전철
    용의전설 1 | 용의전설 2
    마법천자문 | 마법천자문2
    삼국지 영걸전 | 삼국지 공명전
    어스토니시아 스토리 | 어스토니시아 스토리 2
    피파 98 | 피파 99
    서유기 | 서유기 2
    ロボットの星 | ロボットの屋
    ロボットの星 | ロボットの星II
    りゅうのつるぎ | りゆうのつるぎ
    カエルのうた | カエルのうた2
    スーパーガメラ | スーパーカメラ
    ねこパンチ | ねこバンチ
    まほうの国 | まほうの国 完結編
    忍者くん | 忍者さん
    忍者くん 赤 | 忍者くん 青
    宇宙船一号 | 宇宙船二号
    東京物語 前編 | 東京物語 後編
    ドラゴン外伝 壱 | ドラゴン外伝 弐
    怪盗ルパン | 怪盗ルパン三世
    野球道'93 | 野球道'94
    サッカー王 | サッカー王子
    ロケットさん | ロケツトさん`),
  'accents of two kinds': pairs(`
    La Pêche Royale | La Péché Royale
    Le Pécheur | Le Pêcheur
    Cote d'Or Rallye é | Cote d'Or Rallye è
    Über Jäger | Über Jagër
    Mañana Léa | Mãnana Léa
    Où est Rémi | Où est Remì
    Pâté Land | Pãté Land`),
  'numbers before the title': pairs(`
    3 Wise Apes | 4 Wise Apes
    100 Heroes | 1000 Heroes
    7 Blades | 17 Blades
    1st Platoon | 2nd Platoon
    80 Days | 180 Days
    9 Lives | 99 Lives
    50 Ways | 50 Ways 2
    1001 Nights | 1002 Nights
    007 Racing Club | 07 Racing Club
    42nd Street | 43rd Street
    10 Pin Bowl | 9 Pin Bowl
    Three Dirty Dwarfs | Two Dirty Dwarfs
    II Warriors | 2 Warriors
    IV Horsemen | Four Horsemen`),
  'words apart and together': pairs(`
    Superb Owl League | Super Bowl League
    Gods Well | God Swell
    Redrib Bon | Red Ribbon
    Starts Hip | Star Tship
    To Get Her | Together
    Now Here Man | Nowhere Man
    Leg Ends | Legends
    Car Pet | Carpet
    Ramp Age | Rampage
    Pi Rates | Pirates
    War Fare | Warfare
    Band Age Hero | Bandage Hero
    Don Key Quest | Donkey Quest
    Man Age | Manage
    Import Ant | Important
    Steeple Chase | Steeplechase
    Not Able | Notable
    Gene Rations | Generations
    Bat Tles | Bat Ties
    Mega Manic | Megaman Ic
    Man-Sion | Mans-Ion
    Sea Side | Seaside`),
  'plural, and other forms of a word': pairs(`
    Space Pirate | Space Pirates
    Space Pirate | Space Piracy
    Haunted House | Haunted Houses
    Hunting Party | Hunter Party
    Racing Lagoon 1 | Racer Lagoon 1
    Driver | Drivers
    Fighter's Road | Fighter's Roads
    Knight Child | Knight Children
    Wolfman | Wolfmen`),
  'a title in another language': pairs(`
    Asterix and the Great Rescue | Asterix et le Grand Sauvetage
    Asterix and Cleopatra | Asterix et Cleopatre
    Tintin in Tibet | Tintin au Tibet
    Lucky Luke and the Daltons | Lucky Luke et les Daltons
    Spirou and the Robots | Spirou et les Robots
    Pippi Longstocking | Pippi Langstrumpf
    Heidi in the Alps | Heidi in den Alpen
    Maya the Bee | Maya die Biene
    Barbie Riding Club | Barbie Reitclub
    Tarzan Lord of Jungle | Tarzan Seigneur de la Jungle`),
  'letters for a title': pairs(`
    SF2 | Street Fighter II
    MK3 | Mortal Kombat 3
    FF7 | Final Fantasy VII
    DKC | Donkey Kong Country
    GTA | Grand Theft Auto
    THPS2 | Tony Hawk's Pro Skater 2
    SMB3 | Super Mario Bros. 3
    KOF 98 | The King of Fighters '98
    TMNT | Teenage Mutant Ninja Turtles
    NFS 3 | Need for Speed 3
    LoZ | The Legend of Zelda
    MGS2 | Metal Gear Solid 2
    AoE II | Age of Empires II
    RE4 | Resident Evil 4
    CT | Chrono Trigger
    ALttP | The Legend of Zelda - A Link to the Past
    OoT | The Legend of Zelda - Ocarina of Time
    SotN | Castlevania - Symphony of the Night
    KotOR 2 | Star Wars - Knights of the Old Republic II
    RCT2 | RollerCoaster Tycoon 2
    MMX2 | Mega Man X2`),
  'in the other kana': pairs(`
    どらごんの塔 | ドラゴンの塔
    ときめき伝説 | トキメキ伝説`),
  'series that began anew': pairs(`
    Call of Duty - Modern Warfare 2 | Call of Duty - Modern Warfare II
    Call of Duty - Modern Warfare 3 | Call of Duty - Modern Warfare III
    XCOM - Enemy Unknown | X-COM - Enemy Unknown`),
}

/** Two games, or one under two names, with too little in common to be suggested by their titles. */
export const WORD_FAR_APART: readonly TitlePair[] = pairs(`
  Onna no Ko | Otoko no Ko
  武侠传 | 武俠傳
  WWMD | Donkey Kong`)

/** One game, otherwise spelt: linked. */
export const WORD_ONE_GAME: readonly TitlePair[] = pairs(`
  Rocket Saga II | Rocket Saga 2
  Rocket Saga ][ | Rocket Saga II
  Rocket Saga VIII: The Return | Rocket Saga 8 - The Return
  Rocket Saga X-2 | Rocket Saga X 2
  Stone Claw: The Lost Tower | Stone Claw - The Lost Tower
  Lost Tower, The - Stone Claw | The Lost Tower: Stone Claw
  Court Kings '98 | Court Kings 98
  Turtle Run 1+2 | Turtle Run 1 + 2
  Comet Dash & Iron Maze | Comet Dash and Iron Maze
  TurtleRun | Turtle Run
  Turtle-Run | TurtleRun
  Turtle-Boy | Turtleboy
  Moon Kart64 | Moon Kart 64
  Rock'n'Bolt | Rock 'n' Bolt
  A.B.C. Murders | ABC Murders
  G.I. Jack | GI Jack
  Naked Pistol 2½ | Naked Pistol 2 1/2
  Pâté Land | Pate Land
  Ōgon no Shiro | Ôgon no Shiro
  Édition Royale | Edition Royale
  ロケット 大戦 | ロケット大戦
  Kernel 2.0 | Kernel 2.0
  Turtle_Run_2 | Turtle Run 2
  Dr. Turtle's Lab | Dr Turtles Lab
  Turtle Run!! | Turtle Run!!
  The Turtle of the Run | Turtle of the Run, The
  Jan-Ken-Pon Dai | Jankenpon Dai`)
