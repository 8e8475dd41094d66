/** More titles that are easily taken for each other, by kind; as `title-pairs.ts`, tried by somebody who had not seen that. */
import { pairs, type TitlePair } from './title-pairs.ts'

/** Two games, alike enough that a person should see the one where the other is not known. */
export const MORE_NEAR_MISSES: Readonly<Record<string, readonly TitlePair[]>> = {
  'small words and articles': pairs(`
    Sword of Sorcery | Sword & Sorcery
    Knights of Honor | Knights and Honor
    Of Light and Darkness | Light and Darkness
    And Then There Were None | Then There Were None
    The Great Escape | A Great Escape
    A Dog's Life | The Dog's Life
    The Last Ninja | A Last Ninja
    King of the Dragons | Kings of Dragons
    Rise of the Dragon | Rise of Dragons
    Beauty of the Beast | Beauty and the Beast
    Lord of Time | Lord & Time
    Art of War | Art & War
    Magic of Scheherazade | Magic and Scheherazade
    No One Can Stop Mr. Domino | One Can Stop Mr. Domino
    Nobunaga no Yabou | Nobunaga Yabou
    Kaze no Densetsu | Kaze Densetsu
    Fire and Ice | Fire Ice`),
  ordinals: pairs(`
    Sonic the Hedgehog Second | Sonic the Hedgehog 2
    Simpsons 2nd Season | Simpsons 3rd Season
    1st Samurai | 2nd Samurai
    The 7th Saga | The 8th Saga
    Dragon Ball Z - 1st Impact | Dragon Ball Z - 2nd Impact
    Street Fighter III - 2nd Impact | Street Fighter III - 3rd Strike
    Zwei | Zwei 2
    First Samurai | Second Samurai
    Beatmania 4thMix | Beatmania 5thMix
    Dance Dance Revolution 2ndReMix | Dance Dance Revolution 3rdMix
    Pop'n Music 2 | Pop'n Music 3
    Puyo Puyo Sun | Puyo Puyo Yon
    Puyo Puyo 2 | Puyo Puyo Tsu`),
  'Roman numerals': pairs(`
    Gradius III | Gradius IIII
    Saga III | Saga IIII
    Wing Commander IV | Wing Commander VI
    King's Quest V | King's Quest VI
    Space Quest IV | Space Quest V
    Quest for Glory IV | Quest for Glory IX
    Ultima VII | Ultima VIII
    Ultima VII Part One | Ultima VII Part Two
    Ultima VII Part I | Ultima VII Part II
    Wizardry VI | Wizardry VII
    Super Robot Taisen V | Super Robot Taisen T
    Super Robot Taisen V | Super Robot Taisen X
    Fire Pro Wrestling X | Fire Pro Wrestling S
    Command & Conquer III | Command & Conquer IIII
    Dragon Slayer IV | Dragon Slayer XIV
    Final Fantasy XIII | Final Fantasy XIII-2
    Final Fantasy XIII | Final Fantasy XIV
    Final Fantasy XV | Final Fantasy XVI
    Rocky II | Rocky V
    Street Fighter V | Street Fighter IV
    Super Street Fighter IV | Street Fighter IV
    Grand Theft Auto V | Grand Theft Auto IV
    Guilty Gear XX | Guilty Gear XX Lambda Core
    Chapter IX | Chapter XI
    Xenosaga Episode I | Xenosaga Episode III
    Star Wars Episode I Racer | Star Wars Episode I
    Star Wars Episode I | Star Wars Episode III`),
  'numbers that spaces and dots part': pairs(`
    Mega Man 1 2 | Mega Man 12
    Double Dragon 2 2 | Double Dragon 22
    Kingdom Hearts 1.5 | Kingdom Hearts 15
    Kingdom Hearts 2.8 | Kingdom Hearts 28
    Kingdom Hearts HD 1.5 ReMIX | Kingdom Hearts HD 2.5 ReMIX
    Area 5 1 | Area 51
    4-4-2 Soccer | 442 Soccer
    1-2-3 Go | 123 Go
    Route 6-6 | Route 66
    Naked Gun 2 1/2 | Naked Gun 21/2
    Naked Gun 33 1/3 | Naked Gun 33
    FIFA 20 | FIFA 2 0
    NHL 2K | NHL 2K2
    NBA 2K1 | NBA 2K11
    WWE 2K14 | WWE 2K15
    WWE '12 | WWE '13
    Winning Eleven 6 | Winning Eleven 6 Final
    007 - Nightfire | 7 - Nightfire
    Tekken 007 | Tekken 7
    Space Invaders 90 | Space Invaders 91
    0 Degrees | 00 Degrees`),
  years: pairs(`
    NBA Action 95 starring David Robinson | NBA Action 94
    World Series Baseball 95 | World Series Baseball 96
    World Series Baseball '98 | World Series Baseball
    All-Star Baseball 99 | All-Star Baseball 2000
    All-Star Baseball 2001 | All-Star Baseball 2002
    FIFA Soccer 2003 | FIFA Soccer 2004
    FIFA - Road to World Cup 98 | FIFA World Cup 98
    UEFA Euro 2000 | UEFA Euro 2004
    PGA Tour 96 | PGA Tour 97
    PGA Tour Golf II | PGA Tour Golf III
    F1 2009 | F1 2010
    F-1 2000 | F-1 2001
    Formula 1 98 | Formula 1 99
    Formula 1 97 | Formula 1 Championship Edition
    NASCAR 98 | NASCAR 99
    NASCAR 2000 | NASCAR Thunder 2002
    Triple Play 97 | Triple Play 98
    Triple Play 2000 | Triple Play 2001
    Bomberman '93 | Bomberman '94
    Bomberman 93 | Bomberman
    Moero Pro Yakyuu '88 | Moero Pro Yakyuu '90
    Famista '89 | Famista '90
    Famista '91 | Famista '92
    Olympic Summer Games 96 | Olympic Summer Games
    Nagano Winter Olympics '98 | Nagano Winter Olympics
    ESPN NBA HangTime '95 | NBA HangTime`),
  'editions and reissues': pairs(`
    Street Fighter II | Hyper Street Fighter II
    Street Fighter II Turbo | Super Street Fighter II Turbo
    Street Fighter Alpha | Street Fighter Alpha 2 Gold
    Street Fighter II CE | Street Fighter II
    Mega Bomberman | Mega Bomberman Demo
    Sonic CD | Sonic CD Plus
    Sonic Adventure | Sonic Adventure DX
    Sonic Adventure DX | Sonic Adventure DX - Director's Cut
    Bust-A-Move 2 | Bust-A-Move 2 Arcade Edition
    Bust-A-Move 3 | Bust-A-Move 3 DX
    R-Type | R-Type DX
    Tetris Plus | Tetris 2 + Bombliss
    Wario Land II | Wario Land 2 DX
    Super Mario Bros. | Super Mario Bros. Deluxe
    Super Mario Bros. | Super Mario Bros. Special
    Super Mario Bros. | Vs. Super Mario Bros.
    Super Mario Bros. | Super Mario Bros. + Duck Hunt
    Excitebike | Vs. Excitebike
    Excitebike | Excitebike 64
    Pokemon Pinball | Pokemon Pinball - Ruby & Sapphire
    Pokemon Puzzle League | Pokemon Puzzle Challenge
    Ridge Racer | Ridge Racer 64
    Ridge Racer | Ridge Racer Advance
    Rampage World Tour | Rampage 2 Universal Tour
    Quake | Quake 64
    Quake II | Quake 2 64
    Bomberman 64 | Bomberman 64 - The Second Attack!
    Mortal Kombat | Mortal Kombat Advance
    Mortal Kombat Trilogy | Mortal Kombat 4
    Tekken | Tekken Advance
    Super Ghouls 'n Ghosts | Super Ghouls 'n Ghosts Advance
    Doom II | Doom II Lite
    Angry Birds | Angry Birds Lite
    FIFA 06 | FIFA Street 06
    Virtua Racing | Virtua Racing Deluxe
    Space Harrier | Space Harrier 3-D
    Outrun | Outrun 3-D
    OutRun | OutRun 2019
    OutRun | Turbo OutRun
    OutRun | OutRunners
    Road Rash | Road Rash 3D
    Fatal Fury | Fatal Fury Special
    World Heroes | World Heroes Perfect
    World Heroes 2 | World Heroes 2 Jet
    Samurai Shodown IV | Samurai Shodown V Special
    King of Fighters, The | King of Fighters R-2
    Puzzle Bobble | Puzzle Bobble Mini
    Gunbird | Gunbird Special Edition
    Raiden | Raiden DX
    Raiden | Raiden Trad
    Raiden II | Raiden II New
    DonPachi | DoDonPachi
    Darius Gaiden | Darius Gaiden Extra
    Darius II | Super Darius II
    Dungeon Master | Dungeon Master Nexus
    Populous | Populous The Promised Lands
    Lemmings | Lemmings Plus
    Theme Park | Theme Park World
    SimCity | SimCity 2000
    SimCity 2000 | SimCity 3000
    SimCity 2000 | SimCity 2000 Special Edition
    Civilization | Civilization Revolution
    Diablo | Diablo II
    Ecco Jr. | Ecco Jr. and the Great Ocean Treasure Hunt!
    Prince of Persia | Prince of Persia Classic
    Earthworm Jim | Earthworm Jim Special Edition
    Flashback | Flashback Legend
    Another World | Another World 20th Anniversary Edition
    Worms | Worms The Director's Cut
    Pro Pinball | Pro Pinball Timeshock!
    Resident Evil | Resident Evil Remake
    Metal Gear Solid | Metal Gear Solid Integral
    Metal Gear Solid 2 | Metal Gear Solid 2 Substance
    Silent Hill | Silent Hill Play Novel
    Gran Turismo 2 | Gran Turismo 2000
    Tomb Raider | Tomb Raider Gold
    Tomb Raider II | Tomb Raider II Gold
    Dragon Quest III | Dragon Quest III DX
    Tales of Phantasia | Tales of Phantasia X
    Ys | Ys Complete
    Langrisser II | Der Langrisser
    Langrisser | Langrisser Hikari II
    Panzer Dragoon | Panzer Dragoon Mini`),
  'collections, and several in one': pairs(`
    2 in 1 - Asterix & Obelix | Asterix & Obelix
    2 in 1 | 3 in 1
    4-in-1 | 42-in-1
    31 in 1 | 3 1-in-1
    2 Games in 1 - Sonic Advance + Sonic Battle | 2 Games in 1 - Sonic Advance + ChuChu Rocket!
    2 Game Pack! - Uno + Skip-Bo | 2 Game Pack! - Uno + Free Cell
    Uno | Uno & Skip-Bo
    Tetris | Tetris & Dr. Mario
    Dr. Mario | Tetris & Dr. Mario
    Mega Man Collection | Mega Man X Collection
    Sonic Classics | Sonic Classics 3 in 1
    Phantasy Star Collection | Phantasy Star Trilogy Collection
    Castlevania Double Pack | Castlevania
    Namco Museum | Namco Museum 64
    Namco Museum | Namco Museum Advance
    Atari Anniversary Edition | Atari Anniversary Edition Redux
    Midway's Greatest Arcade Hits | Midway's Greatest Arcade Hits Volume 2
    Arcade Classics | Konami Arcade Classics
    Williams Arcade's Greatest Hits | Arcade's Greatest Hits
    Sega Ages | Sega Ages Vol. 2
    Caesars Palace | Caesars Palace II
    Monopoly | Monopoly Party
    Activision Anthology | Activision Anthology Remix Edition
    Kirby Super Star | Kirby Super Stars`),
  'demos, discs, parts': pairs(`
    Zone of the Enders | Zone of the Enders Demo
    Final Fantasy VIII | Final Fantasy VIII Demo
    Ridge Racer | Ridge Racer Demo Disc
    Enemy Zero Disc 1 | Enemy Zero Disc 2
    D Disc A | D Disc B
    Riven Disc One | Riven Disc Two
    Myst | Myst CD 2
    Shenmue II Disc 3 | Shenmue II Disc 4
    Back to the Future Part II | Back to the Future Part II & III
    Back to the Future II | Back to the Future Part II
    Godfather | Godfather Part II
    Terminator Part 1 | Terminator Part 2
    Deathly Hallows Part 1 | Deathly Hallows Part 2
    Broken Sword | Broken Sword II
    .hack//Mutation Part 2 | .hack//Outbreak Part 3
    Mystery of Convoy Side A | Mystery of Convoy Side B
    Famicom Tantei Club Part I | Famicom Tantei Club Part II
    Famicom Tantei Club Zenpen | Famicom Tantei Club Kouhen`),
  versus: pairs(`
    Capcom vs. SNK | Capcom vs. SNK 2
    Capcom vs. SNK | SNK vs. Capcom
    Marvel vs. Capcom | Marvel vs. Capcom 2
    X-Men vs. Street Fighter | Marvel Super Heroes vs. Street Fighter
    Alien vs. Predator | Aliens versus Predator
    Spy vs. Spy | Spy vs. Spy II
    Mario vs. Donkey Kong | Mario vs. Donkey Kong 2
    Joe vs Joe | Joe v Joe
    Versus Soccer | Vs. Soccer`),
  'the platform in the title': pairs(`
    Mario Kart DS | Mario Kart
    Mario Kart 64 | Mario Kart
    Mario Kart Wii | Mario Kart 7
    Pilotwings 64 | Pilotwings
    Star Fox 64 | Star Fox 64 3D
    Super Mario 64 | Super Mario 64 DS
    Donkey Kong 64 | Donkey Kong
    Wave Race | Wave Race 64
    Cruis'n USA | Cruis'n World
    F-Zero | F-Zero for Game Boy Advance
    Advance Wars | Advance Wars DS
    Tetris | Tetris DS
    Tetris | Tetris 64
    Tetris | Tetris GB
    Dr. Mario | Dr. Mario 64
    Ghouls'n Ghosts | Ghouls'n Ghosts SuperGrafx
    Bonk's Revenge | Bonk's Revenge GB
    Snoopy Tennis | Snoopy Tennis GBC
    Bubble Bobble | Bubble Bobble GG
    Columns | Columns GG
    Sonic Drift | Sonic Drift 2`),
  'punctuation and signs alone': pairs(`
    Rock! | Rock!!
    Rock 'n Roll! | Rock 'n Roll!!
    Pop'n TwinBee | Pop'n TwinBee!
    Quiz? | Quiz!
    Puyo Puyo!! | Puyo Puyo!
    K-On! | K-On!!
    Oh! | Oh!!
    Aa! Megami-sama | Aa Megami-sama!
    Love Live! | Love Live!!
    Bang! | Bang
    Street Fighter Zero 3 | Street Fighter Zero 3''
    C | C++
    N | N+
    A+ Quiz | A Quiz
    Blockout | Blockout+
    Thunder Force | Thunder Force +
    Memories Off | Memories Off #5
    SaGa 100 | SaGa 100%
    Love Hina | Love Hina ♥
    Love ♥ Hina | Love ★ Hina`),
  'articles of other languages': pairs(`
    El Viento | La Viento
    Le Mans | La Mans
    La Pucelle | Le Pucelle
    Die Siedler | Der Siedler
    Der Langrisser | Das Langrisser
    Las Vegas Dream | Los Vegas Dream
    Un Jour | Une Jour
    Los Justicieros | Las Justicieras
    Il Gioco | La Gioco`),
  'kana, kanji, Cyrillic, Greek, Hangul': pairs(`
    ドラゴンクエスト | ドラゴンクエストⅡ
    ドラゴンクエストⅢ | ドラゴンクエストⅣ
    ファイナルファンタジーⅤ | ファイナルファンタジーⅥ
    三国志Ⅱ | 三国志Ⅲ
    三国志二 | 三国志三
    信長の野望 | 信長の野望 全国版
    ロックマン2 | ロックマン3
    ロックマン２ | ロックマン３
    がんばれゴエモン | がんばれゴエモン2
    双截龍 | 双截龍Ⅱ
    双截龍 | 双截竜
    くにおくん | くにおさん
    ガンダム | カンダム
    パック | バック
    きって | きつて
    ビビッと | ビビット
    東方紅魔郷 | 東方紅魔卿
    大戦略 | 大戦略Ⅱ
    Герой | Герои
    Мой мир | Мои мир
    Тетрис | Тетрис 2
    Тетрис II | Тетрис III
    Кот | Кит
    Ну, погоди! | Ну, погоди!!
    Ёлка | Елки
    Їжак | Іжак
    Ο Ήρωας | Ο Ήρωες
    테트리스 | 테트리스 2
    바람의 나라 | 바람의 나리
    大富翁 | 大富翁2`),
  'regional titles and their sequels': pairs(`
    Super Probotector | Super Contra
    Rockman World | Rockman World 2
    Mega Man V | Mega Man World 5
    Wonder Boy III | Wonder Boy in Monster Land
    Wonder Boy III - Monster Lair | Wonder Boy III - The Dragon's Trap
    Adventure Island | Hudson's Adventure Island II
    Adventure Island II | New Adventure Island
    Super Adventure Island | Super Adventure Island II
    PC Genjin 2 | PC Genjin 3
    Dracula X | Akumajou Dracula X
    Akumajou Dracula XX | Akumajou Dracula X
    Final Fantasy USA | Final Fantasy
    Double Dragon II - The Revenge | Double Dragon 3 - The Rosetta Stone
    Double Dragon III - The Sacred Stones | Double Dragon 3 - The Rosetta Stone
    Super Double Dragon | Return of Double Dragon
    Ninja Ryuukenden II | Ninja Ryuukenden III
    Captain Tsubasa II | Captain Tsubasa III
    Captain Tsubasa 5 | Captain Tsubasa J
    Dragon Ball Z - Super Butouden | Dragon Ball Z - Super Butouden 2
    Ranma Nibunnoichi | Ranma 1/2
    Sailor Moon | Sailor Moon S
    Sailor Moon S | Sailor Moon SuperS
    Sailor Moon R | Sailor Moon
    Sonic Jam | Sonic Jam 6
    SD Gundam | SD Gundam X
    SD Gundam G Next | SD Gundam GX
    Magical Drop II | Magical Drop III
    Panel de Pon | Panel de Pon DX
    Same Game | Same Game +`),
}

/** Two games, or one under two names, with too little in common to be suggested by their titles. */
export const MORE_FAR_APART: readonly TitlePair[] = pairs(`
  The 7th Guest | The 11th Hour
  Drei | Zwei
  ゼルダの伝説 | リンクの冒険
  東方紅魔郷 | 東方妖々夢
  Puzzle Bobble 2 | Bust-A-Move 2
  Rockman 4 | Mega Man 4
  Rockman World 4 | Mega Man IV
  Bonk's Adventure | PC Genjin`)
