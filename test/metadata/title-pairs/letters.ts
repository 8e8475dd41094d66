/** Titles that are easily taken for each other, a third table: of letters that may be numerals, of years, of other scripts. */
import { pairs, type TitlePair } from './title-pairs.ts'

/** Two games, alike enough that a person should see the one where the other is not known. */
export const LETTER_NEAR_MISSES: Readonly<Record<string, readonly TitlePair[]>> = {
  'a v between words': pairs(`
    Batman v Superman | Batman 5 Superman
    Batman v Superman - Dawn of Justice | Batman 5 Superman - Dawn of Justice
    BATMAN V SUPERMAN | BATMAN 5 SUPERMAN
    Alien v Predator | Alien 5 Predator
    Freddy V. Jason | Freddy 5 Jason
    Ecks v Sever | Ecks 5 Sever
    Plants v Zombies | Plants 5 Zombies
    X-Men v Street Fighter | X-Men vs. Street Fighter
    Marvel v Capcom | Marvel vs. Capcom
    Ecks vs. Sever | Ecks vs. Sever II
    Dredd vs. Death | Dredd v Death
    Yu-Gi-Oh! ARC-V | Yu-Gi-Oh! ARC 5
    V-Rally | V-Rally 2
    V-Rally | 5 Rally
    Cloudphobia V-Max | Cloudphobia 5 Max
    Street Fighter V Tekken | Street Fighter 5 Tekken
    SoulCalibur V | SoulCalibur VI
    Dragon Quest V | Dragon Quest IV
    Final Fantasy V Advance | Final Fantasy IV Advance
    Final Fantasy V Advance | Final Fantasy VI Advance
    Final Fantasy V | Final Fantasy V Advance
    Langrisser V | Langrisser IV`),
  'letters that are no numerals': pairs(`
    Racer X | Racer 10
    Project X | Project 10
    Pokemon X | Pokemon Y
    Pokemon X | Pokemon 10
    Mega Man X | Mega Man X4
    Mega Man X4 | Mega Man X5
    Mega Man X | Mega Man Xtreme
    Mega Man X 4 | Mega Man 14
    Mega Man V | Mega Man 6
    Rockman World 4 | Rockman World 5
    Street Fighter X Tekken | Street Fighter 10 Tekken
    Street Fighter X Tekken | Street Fighter X Mega Man
    Project X Zone | Project X Zone 2
    Final Fantasy X | Final Fantasy X-2
    Metal Slug X | Metal Slug XX
    Metal Slug X | Metal Slug 2
    Ys IX | Ys X
    Ys X | Ys 10
    Dance Dance Revolution X | Dance Dance Revolution X2
    Dance Dance Revolution X | Dance Dance Revolution 10
    Super Robot Taisen W | Super Robot Taisen K
    Super Robot Taisen L | Super Robot Taisen 50
    Super Robot Taisen D | Super Robot Taisen 500
    Super Robot Taisen MX | Super Robot Taisen
    Initial D | Initial 500
    Adventure 2 | Adventure II
    Initial D | Initial D Extreme Stage
    Sonic CD | Sonic 400
    Sonic CD | Sonic
    beatmania IIDX | beatmania II
    beatmania IIDX 5th Style | beatmania IIDX 6th Style
    Raiden DX | Raiden 510
    Raiden II | Raiden II DX
    Xevious | Xevious 3D
    I, Robot | Robot
    I Spy | 1 Spy
    I Am Alive | 1 Am Alive
    I.Q. | I.Q. Final
    Kamen Rider V3 | Kamen Rider 53
    SD Gundam G Generation | SD Gundam G Generation Zero
    Mobile Suit Z Gundam | Mobile Suit ZZ Gundam
    D no Shokutaku | D no Shokutaku 2
    Lupin III | Lupin the 4th
    Henry VIII | Henry VII
    Malcolm X | Malcolm 10
    Mario Kart DS | Mario Kart DD
    Vampire Hunter | Vampire Hunter D
    Ace Combat X | Ace Combat X2
    Ace Combat 04 | Ace Combat 5
    Asphalt 4 | Asphalt 4 GT
    Groove on Fight | Groove on Fight X
    Gundam Seed | Gundam Seed C.E. 73
    DJ Max Portable | DJ Max Portable 2
    Robo Aleste | M.U.S.H.A. Aleste
    Magical Drop F | Magical Drop III`),
  'punctuation that tells': pairs(`
    .hack | Hack
    .hack | .hack//G.U.
    .hack//Infection | .hack//Mutation
    .hack//G.U. Vol. 1 | .hack//G.U. Vol. 2
    N++ | N+
    F.E.A.R. | Fear
    F.E.A.R. 2 | Fear 2
    S.C.A.R.S. | Scars
    C.O.P.S. | Cops
    M.A.S.K. | Mask
    G.U.N. | Gun
    W.I.L.D. | Wild
    Mr. Do! | Mr. Do's Wild Ride
    Wai Wai World! | Wai Wai World 2
    Punch-Out!! | Punch-Out!!!
    1-2-Switch | 12 Switch
    Snake 3-D | Snake 30
    Sin and Punishment | Sin and Punishment 2
    \u2200 Gundam | Gundam
    Magical Girl \u2606 Quest | Magical Girl Quest
    Otome \u2665 Densetsu | Otome Densetsu
    Puzzle \ud83d\udc31 | Puzzle \ud83d\udc36
    \ud83d\udc31 Puzzle | Puzzle
    Emoji Quiz \ud83d\ude00 | Emoji Quiz \ud83d\ude01
    Hunter \u00d7 Hunter | Hunter Hunter
    Dragon Power \u00f7 Two | Dragon Power Two
    Tetris \u2260 Bombliss | Tetris Bombliss
    Street Fighter II' | Street Fighter II
    Street Fighter II'' | Street Fighter II'
    Idolm@ster | Idolmaster
    50% | 50
    100% Dynamite | 100 Dynamite
    $1,000 Pyramid | $10,000 Pyramid
    Alien\u00b3 | Alien
    Alien\u00b3 | Aliens
    Half-Life\u00b2 | Half-Life
    Impossible Mission\u00b2 | Impossible Mission`),
  'a the within': pairs(`
    Escape the Room | Escape Room
    Drop the Zone | Drop Zone
    Save the Planet X | Save Planet X
    Beat the Clock 2 | Beat Clock 2`),
  'seasons, once more': pairs(`
    Madden NFL '94 | Madden NFL 1994
    Madden NFL 07 | Madden NFL 08
    Madden NFL 2004 | Madden NFL 2005
    Madden NFL 06 | Madden NFL 2006
    NBA 2K1 | NBA 2001
    NBA 2K2 | NBA 2K20
    NFL 2K | NFL 2000
    NFL 2K5 | NFL 2005
    NHL 2K10 | NHL 2010
    NHL Hockey | NHL 96
    FIFA 64 | FIFA 98
    FIFA 2000 | FIFA 2001
    FIFA International Soccer | FIFA Soccer 95
    Brian Lara Cricket | Brian Lara Cricket 96
    Sensible World of Soccer 95-96 | Sensible World of Soccer 96-97
    Actua Soccer 2 | Actua Soccer 3
    ISS Pro 98 | ISS Pro
    ISS Pro Evolution | ISS Pro Evolution 2
    ISS 98 | ISS 64
    J.League Jikkyou Winning Eleven 3 | J.League Jikkyou Winning Eleven 2000
    Tecmo Super Bowl | Tecmo Super Bowl II
    Tecmo Super Bowl II | Tecmo Super Bowl III
    RBI Baseball '93 | RBI Baseball '94
    R.B.I. Baseball 3 | R.B.I. Baseball 4
    Bases Loaded 3 | Bases Loaded 4
    Bases Loaded II - Second Season | Bases Loaded 3
    John Madden Football '92 | John Madden Football '93
    John Madden Football | John Madden Football '92
    Lakers versus Celtics | Bulls versus Lakers
    Bulls vs. Blazers | Bulls vs. Lakers
    Tony La Russa Baseball | Tony La Russa Baseball 95
    Ken Griffey Jr. Baseball | Ken Griffey Jr.'s Winning Run
    Super Bases Loaded 2 | Super Bases Loaded 3
    World League Basketball | World League Soccer
    PGA European Tour | PGA Tour
    Super Fire Pro Wrestling 2 | Super Fire Pro Wrestling 3
    Super Fire Pro Wrestling X | Super Fire Pro Wrestling X Premium
    WWF SmackDown! | WWF SmackDown! 2
    WWE SmackDown vs. Raw 2006 | WWE SmackDown vs. Raw 2007
    Gran Turismo 3 | Gran Turismo 4
    Gran Turismo 4 | Gran Turismo 4 Prologue
    Super Formation Soccer 94 | Super Formation Soccer 95
    Super Formation Soccer 95 | Super Formation Soccer 96
    Zico Soccer | Ziko Soccer 2
    Pro Yakyuu Family Stadium '87 | Pro Yakyuu Family Stadium '88
    World Stadium 3 | World Stadium 4
    Olympic Games 92 | Winter Olympic Games 92
    World Cup USA 94 | World Cup Italia 90
    Virtua Striker 2 | Virtua Striker 2 ver. 2000
    Tiger Woods PGA Tour 06 | Tiger Woods PGA Tour 07
    Top Spin 2 | Top Spin 3
    Smash Court Tennis 2 | Smash Court Tennis 3`),
  'sequels, once more': pairs(`
    Bonk's Adventure | Bonk's Revenge
    Crash Bandicoot | Crash Bandicoot 2 - Cortex Strikes Back
    Crash Bandicoot 2 | Crash Bandicoot - Warped
    Cruis'n World | Cruis'n Exotica
    Desert Strike | Jungle Strike
    Jungle Strike | Urban Strike
    EarthBound | EarthBound Zero
    Mother 2 | Mother 3
    Mother | Mother 1+2
    Dragon's Lair | Dragon's Lair II - Time Warp
    Ecco the Dolphin | Ecco - The Tides of Time
    Ecco Jr. | Ecco the Dolphin
    Fatal Fury Special | Real Bout Fatal Fury Special
    Art of Fighting | Art of Fighting 2
    Samurai Shodown | Samurai Shodown II
    Samurai Shodown | Samurai Shodown RPG
    World Heroes | World Heroes 2 Jet
    Last Blade | Last Blade 2
    Garou - Mark of the Wolves | Garou Densetsu
    Golden Sun | Golden Sun - The Lost Age
    Advance Wars | Advance Wars 2 - Black Hole Rising
    Advance Wars | Game Boy Wars Advance
    Mario & Luigi - Superstar Saga | Mario & Luigi - Bowser's Inside Story
    Paper Mario | Paper Mario - The Thousand-Year Door
    Luigi's Mansion | Luigi's Mansion 2
    Pikmin | Pikmin 2
    Animal Crossing | Animal Crossing - Wild World
    Banjo-Kazooie | Banjo-Tooie
    Perfect Dark | Perfect Dark Zero
    GoldenEye 007 | GoldenEye - Rogue Agent
    Glover | Glover 2
    Shadow of the Beast II | Shadow of the Beast III
    Turrican II | Turrican 3
    Mega Turrican | Super Turrican
    Super Turrican | Super Turrican 2
    R-Type II | R-Type III
    Thunder Force II | Thunder Force III
    Thunder Force IV | Thunder Force V
    Shining Force | Shining Force II
    Shining Force CD | Shining Force
    Shining in the Darkness | Shining Wisdom
    Phantasy Star | Phantasy Star II
    Sonic Advance 2 | Sonic Advance 3
    Sonic & Knuckles | Sonic the Hedgehog & Knuckles
    Sonic Pinball Party | Sonic Spinball
    Streets of Rage | Streets of Rage 4
    Toejam & Earl | Toejam & Earl in Panic on Funkotron
    Vectorman | Vectorman 2
    Alex Kidd in Miracle World | Alex Kidd in Shinobi World
    Shinobi | Shinobi III - Return of the Ninja Master
    Revenge of Shinobi | Shinobi
    Hang-On | Super Hang-On
    After Burner | After Burner II
    Galaxy Force | Galaxy Force II
    Virtua Cop | Virtua Cop 2
    House of the Dead | House of the Dead 2
    Panzer Dragoon | Panzer Dragoon Zwei
    Panzer Dragoon Zwei | Panzer Dragoon Orta
    Nights into Dreams | Christmas Nights into Dreams
    Burning Rangers | Burning Ranger 2
    Resident Evil Zero | Resident Evil 2
    Resident Evil - Code Veronica | Resident Evil - Code Veronica X
    Silent Hill 2 | Silent Hill 3
    Dino Crisis | Dino Crisis 2
    Devil May Cry 3 | Devil May Cry 3 - Special Edition
    Onimusha | Onimusha 2
    Tenchu | Tenchu 2
    Syphon Filter | Syphon Filter 3
    MediEvil | MediEvil II
    Oddworld - Abe's Oddysee | Oddworld - Abe's Exoddus
    PaRappa the Rapper | PaRappa the Rapper 2
    Legacy of Kain - Soul Reaver | Legacy of Kain - Soul Reaver 2
    Wild Arms | Wild Arms 2
    Suikoden II | Suikoden III
    Grandia | Grandia Xtreme
    Star Ocean | Star Ocean - The Second Story
    Valkyrie Profile | Valkyrie Profile 2
    Lunar - The Silver Star | Lunar - Silver Star Story
    Lunar - Silver Star Story | Lunar 2 - Eternal Blue
    Persona 2 - Innocent Sin | Persona 2 - Eternal Punishment
    Digimon World 2 | Digimon World 3
    Monster Rancher | Monster Rancher 2
    Harvest Moon | Harvest Moon 64
    Harvest Moon - Friends of Mineral Town | Harvest Moon - More Friends of Mineral Town
    Ogre Battle | Ogre Battle 64
    Tactics Ogre | Tactics Ogre - The Knight of Lodis
    Fire Emblem | Fire Emblem - The Binding Blade
    Lufia - The Legend Returns | Lufia - The Ruins of Lore
    Breath of Fire | Breath of Fire III
    Illusion of Gaia | Illusion of Time
    Terranigma | Terra Enigma 2
    Front Mission | Front Mission 3
    Bahamut Lagoon | Bahamut Senki
    Mystic Ark | Mystic Ark 2
    ActRaiser 2 | ActRaiser Renaissance
    Super Punch-Out!! | Super Punch-Out!! 2
    Killer Instinct | Killer Instinct Gold
    Battle Arena Toshinden | Battle Arena Toshinden 2
    Bloody Roar | Bloody Roar 3
    Dead or Alive 2 | Dead or Alive 2 - Hardcore
    Dead or Alive 3 | Dead or Alive 4
    Power Stone | Power Stone 2
    Rival Schools | Project Justice - Rival Schools 2
    Darkstalkers | Darkstalkers 3
    Night Warriors | Night Raiders
    Jet Set Radio | Jet Grind Radio
    Jet Set Radio | Jet Set Radio Future
    Space Channel 5 | Space Channel 5 Part 2
    Crazy Taxi | Crazy Taxi 2
    Skies of Arcadia | Skies of Arcadia Legends
    Shenmue | Shenmue II
    Samba de Amigo | Samba de Amigo ver. 2000
    Sega Bass Fishing | Sega Bass Fishing 2`),
  'ordinals and numbers in words, once more': pairs(`
    First Samurai | 1st Samurai
    Third World War | 3rd World War
    Street Fighter III - 2nd Impact | Street Fighter III - Third Strike
    Seventh Heaven | 7th Heaven
    Eleventh Hour | 11th Hour
    Twelve Monkeys | 12 Monkeys
    Sixth Sense | Fifth Sense
    Zombie Nation Two | Zombie Nation 2
    Fifth Element | 5th Element
    Phase 4 | Phase Four
    One Piece | Two Piece
    One Must Fall | One Must Fall 2097
    Rayman | Rayman 2
    Episode One Racer | Episode I Racer
    Half-Life 2 - Episode 1 | Half-Life 2 - Episode One
    Part 2 - The Return | Part II - The Revenge
    Trilogy Vol. I | Trilogy Vol. 1`),
  'Japanese and Chinese without blanks': pairs(`
    悪魔城ドラキュラ | 悪魔城伝説
    新桃太郎伝説 | 桃太郎電鉄
    桃太郎伝説 | 桃太郎活劇
    機動戦士ガンダム | SDガンダム外伝
    三国志 | 三国志英傑伝
    三国志二 | 三国志2
    信長の野望全国版 | 信長の野望戦国群雄伝
    ドラゴンボール | ドラゴンボールZ
    ドラゴンボールZ超サイヤ伝説 | ドラゴンボールZ超武闘伝
    スーパーマリオブラザーズ | スーパーマリオワールド
    スーパーマリオランド | ワリオランド
    星のカービィ | カービィボウル
    ロックマンエグゼ | ロックマンゼロ
    ロックマンX | ロックマン10
    ファイナルファンタジー | ファイナルファンタジータクティクス
    ファイナルファンタジーⅣ | ファイナルファンタジーⅥ
    ファイナルファンタジーV | ファイナルファンタジーVI
    ポケットモンスター赤 | ポケットモンスター緑
    ポケモンカードGB | ポケモンカードGB2
    女神転生 | 真・女神転生
    真女神転生 | 真女神転生if
    女神転生 | 真女神転生
    大航海時代 | 大航海時代Ⅱ
    魔界村 | 大魔界村
    大魔界村 | 超魔界村
    忍者龍剣伝 | 忍者龍剣伝二
    忍者龍剣伝Ⅱ | 忍者龍剣伝三
    ぷよぷよ | ぷよぷよ通
    がんばれゴエモン外伝 | がんばれゴエモン外伝2
    くにおくんの時代劇だよ全員集合 | くにおくんのドッジボール
    実況パワフルプロ野球'94 | 実況パワフルプロ野球'96
    麻雀大会 | 麻雀大会Ⅱ
    囲碁 | 囲碁2
    サクラ大戦① | サクラ大戦②
    ツインビー | 出たなツインビー
    沙羅曼蛇 | 沙羅曼蛇2
    聖剣伝説 | 聖剣伝説2
    風来のシレン | 風来のシレン2
    ときめきメモリアル | ときめきメモリアル対戦ぱずるだま
    仙剑奇侠传 | 仙剑奇侠传二
    三國志 | 三国志
    吞食天地 | 吞食天地Ⅱ
    水浒传 | 水浒神兽
    封神榜 | 封神演义
    프린세스메이커 | 프린세스메이커2
    창세기전 | 창세기전외전
    파랜드택틱스 | 파랜드사가`),
}

/** Two games with so little in common that nobody could suggest them by their titles. */
export const LETTER_FAR_APART: readonly TitlePair[] = pairs(`
  麻雀 | 将棋
  桃太郎伝説 | 信長の野望
  ドラゴンクエスト | 悪魔城
  水浒传 | 仙剑奇侠
  창세기전 | 프린세스메이커
  Rockman EXE | Network Transmission
  Hack | Slash
  I, Robot | 1942`)

/** One game, otherwise spelt: linked. */
export const LETTER_ONE_GAME: readonly TitlePair[] = pairs(`
  Dragon Quest V | Dragon Quest 5
  Dragon Quest V - Tenkuu no Hanayome | Dragon Quest 5: Tenkuu no Hanayome
  Street Fighter V | Street Fighter 5
  Final Fantasy V Advance | Final Fantasy 5 Advance
  SoulCalibur V | Soul Calibur 5
  Soulcalibur V | SoulCalibur V
  King's Quest V: Absence Makes the Heart Go Yonder! | King's Quest 5 - Absence Makes the Heart Go Yonder!
  Batman v Superman | Batman V Superman
  F-Zero | F Zero
  .hack | .Hack
  Lord of the Sword | Lord of Sword
  Dracula - The Resurrection | Dracula - Resurrection
  10-Yard Fight | 10 Yard Fight
  Alien\u00b3 | Alien 3
  Ranma \u00bd | Ranma 1/2
  Street Fighter \u00d7 Tekken | Street Fighter X Tekken
  F.E.A.R. | F. E. A. R.
  S.O.S. Rescue | SOS Rescue
  M.U.S.H.A. Aleste | MUSHA Aleste
  ＦＩＦＡ９８ | FIFA98
  ｶﾞﾝﾀﾞﾑ | ガンダム
  三国志Ⅱ | 三国志II
  Vampire Savior | Vampire  Savior
  Super Mario Bros. \u2461 | Super Mario Bros. 2`)
