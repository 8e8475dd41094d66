/**
 * Titles that are easily taken for each other, on one platform: as a stranger would make them up who wants to see a wrong
 * link. Typed by hand, by what they differ in; all are two games, or would be where nobody knows better.
 */
import { pairs, type TitlePair } from './title-pairs.ts'

/** Two games, alike enough that a person should see the one where the other is not known. Lines `a | b`. */
export const STRANGER_NEAR_MISSES: Readonly<Record<string, readonly TitlePair[]>> = {
  'what people shorten': pairs(`
    Civ II | Civilization II
    Civ IV | Civilization IV
    Civ | Civilization
    Civ Rev | Civilization Revolution
    Chrono | Chrono Trigger
    MGS | Metal Gear Solid
    MGS 3 | Metal Gear Solid 3
    RE2 | Resident Evil 2
    RE 4 | Resident Evil 4
    FF VII | Final Fantasy VII
    FFVI | Final Fantasy VI
    FFT | Final Fantasy Tactics
    FFTA | Final Fantasy Tactics Advance
    DQ8 | Dragon Quest VIII
    DQM | Dragon Quest Monsters
    DKC2 | Donkey Kong Country 2
    DKC 3 | Donkey Kong Country 3
    SMB | Super Mario Bros.
    SMW | Super Mario World
    SMRPG | Super Mario RPG
    LTTP | A Link to the Past
    OoT | Ocarina of Time
    TLoZ | The Legend of Zelda
    TMHT | Teenage Mutant Hero Turtles
    CTR | Crash Team Racing
    SOTN | Symphony of the Night
    KOF XIII | The King of Fighters XIII
    MvC | Marvel vs. Capcom
    MvC2 | Marvel vs. Capcom 2
    UMK3 | Ultimate Mortal Kombat 3
    MK | Mortal Kombat
    MK 2 | Mortal Kombat II
    SF III | Street Fighter III
    SFA3 | Street Fighter Alpha 3
    SSF2 | Super Street Fighter II
    SSF2T | Super Street Fighter II Turbo
    NFS | Need for Speed
    NFS: Underground | Need for Speed: Underground
    CoD 2 | Call of Duty 2
    CoD: WaW | Call of Duty: World at War
    WoW | World of Warcraft
    HoMM III | Heroes of Might and Magic III
    C&C | Command & Conquer
    C&C: Red Alert | Command & Conquer: Red Alert
    SimCity 2K | SimCity 2000
    WC3 | Wing Commander III
    GTA 2 | Grand Theft Auto 2
    AC2 | Assassin's Creed II
    DMC | Devil May Cry
    PoP | Prince of Persia
    LBA | Little Big Adventure
    Castle of Illusion | Castle of Illusion Starring Mickey Mouse
    SotC | Shadow of the Colossus
    Mario RPG | Super Mario RPG: Legend of the Seven Stars
    Mario World | Super Mario World
    Mario 3 | Super Mario Bros. 3
    Mario 64 | Super Mario 64
    Mario Kart DD | Mario Kart: Double Dash!!
    Zelda 2 | Zelda II: The Adventure of Link
    Zelda 3 | The Legend of Zelda: A Link to the Past
    Zelda 64 | The Legend of Zelda: Ocarina of Time
    Pro Skater | Tony Hawk's Pro Skater
    Capt. Commando | Captain Commando
    Mr. Do | Mister Do
    Sgt. Saunders' Combat! | Sergeant Saunders' Combat!
    Lt. Fang | Lieutenant Fang
    ISS | International Superstar Soccer
    Champ. Bowling | Championship Bowling
    Tourn. Golf | Tournament Golf
    Bros. in Arms | Brothers in Arms
    Ft. Apache | Fort Apache
    Mt. Drake | Mount Drake
    Univ. Soldier | Universal Soldier
    Rtype | R-Type II
    NBA B-Ball | NBA Basketball`),
  'nothing but numbers, or much of it': pairs(`
    1943 | 1944
    1080 | 1942
    720 | 721
    2048 | 2047
    19XX | 1942
    194X | 1943
    1942 | 1942: Joint Strike
    1943 Kai | 1943
    1944 | 1944: The Loop Master
    2010 | 2020
    2020 Super Baseball | 2020
    3 | 30
    1 | 2
    7 | 8
    7 | VII
    99 | 999
    999 | 9999
    12 | 21
    XXX | XX
    XIII | XIV
    XIII | XII
    13 | XIV
    007 | 7
    007 Racing | 007
    007: NightFire | 007: Agent Under Fire
    007: NightFire | NightFire
    James Bond 007 | 007
    James Bond 007 | James Bond 007: NightFire
    James Bond 007: Goldeneye | GoldenEye 007
    GoldenEye 007 | GoldenEye: Rogue Agent
    1080 Snowboarding | 1080 Avalanche
    1080 Snowboarding | 1080: TenEighty Snowboarding
    88 Heroes | 99 Heroes
    3 in 1 | 4 in 1
    31 in 1 | 32 in 1
    110 in 1 | 111 in 1
    9-in-1 | 19-in-1
    100 Classic Games | 101 Classic Games
    50 Great Games | 50 Classic Games`),
  'a number at the beginning': pairs(`
    3D Tetris | 2D Tetris
    3 Ninjas | 3 Ninjas Kick Back
    2 on 2 Basketball | 1 on 1 Basketball
    One on One | Two on Two
    10-Yard Fight | 10-Yard Fight '85
    8 Eyes | 8 Eye
    7 Wonders | 7 Wonders II
    7th Saga | 8th Saga
    Ninth Gate | Tenth Gate
    The First Samurai | First Samurai II`),
  'numbers in words, digits and numerals': pairs(`
    Rocky II | Rocky III
    Rocky Two | Rocky III
    Rocky Two | Rocky 2
    Robocop 2 | Robocop II: The Return
    Turrican Three | Turrican II
    Episode One | Episode Two
    Episode I: Racer | Episode II: Racer
    Star Wars Episode I | Star Wars Episode One
    Part 2 | Part II: The End
    Shadow of the Beast 2 | Shadow of the Beast III
    King's Quest IV | King's Quest VI
    Police Quest III | Police Quest 1
    Wing Commander IV | Wing Commander 3
    Gobliiins | Gobliins 2
    Gobliins | Gobliiins
    Gobliins 2 | Goblins 3
    Alien 3 | Aliens 3
    Alien 3 | Alien³: The Gun
    Alien Trilogy | Alien
    Terminator 2 | The Terminator
    T2 | Terminator 2
    Ghouls 'n Ghosts | Super Ghouls 'n Ghosts
    Lemmings 2 | Oh No! More Lemmings
    Street Fighter 2010 | Street Fighter II
    Fatal Fury 2 | Fatal Fury Special
    Samurai Shodown II | Samurai Shodown V
    Samurai Shodown V | Samurai Shodown V Special
    Quake II | Quake 4
    Doom II | Doom 3
    Unreal II | Unreal
    Half-Life 2 | Half-Life 2: Episode One
    Half-Life 2: Episode One | Half-Life 2: Episode Two
    Thief II | Thief: Deadly Shadows
    X-Men 2 | X-Men
    Rick Dangerous | Rick Dangerous 2
    Speedball | Speedball 2: Brutal Deluxe
    Speedball 2 | Speedball 2100
    Micro Machines 2 | Micro Machines V3
    Winning Eleven 5 | Winning Eleven 6
    V-Rally 2 | V-Rally 3
    V-Rally 97 Championship Edition | V-Rally 99 Edition`),
  'a number within words': pairs(`
    Toki 2 | Toki
    Biker2 Mice | Biker Mice
    Free2Play | FreePlay
    Hearts2Hearts | Hearts Hearts
    Face2Face | Face Face
    Face2Face | Face 2
    Party 4 2 | Party 42
    Back2Back Racing | Back Racing
    Mario2 | Mario
    Gun2 | Gunz
    K2 | K
    K2 | K-1
    K1 | K2
    Dance 2 Night | Dance Night
    U2 | U
    Road 2 Ruin | Road Ruin
    2Xtreme | 3Xtreme
    1Xtreme | 2Xtreme
    Extreme-G | Extreme-G 2
    4-4-2 Soccer | 4-4-3 Soccer
    F-1 2001 | F1 2002
    F1 2001 | F1 2000
    F-15 Strike Eagle | F-16 Strike Eagle
    F-15 Strike Eagle | F-15 Strike Eagle II
    F-117A | F-117
    F/A-18 Hornet | F/A-18 Hornet 3.0
    MiG-29 Fulcrum | MiG-27 Fulcrum
    B-17 Bomber | B-1 Bomber
    R-Type | R-Type II
    R-Type Delta | R-Type Final
    R-Types | R-Type
    R4 | R4: Ridge Racer Type 4
    Rage Racer | Ridge Racer
    Area 51 | Area 88
    Deep Space Nine | Deep Space 9: Crossroads of Time
    Formula One | Formula One 2000
    Formula One 2001 | Formula One 2002
    Formula 1 | Formula 2`),
  seasons: pairs(`
    FIFA 2000 | FIFA Soccer 2000
    FIFA '99 | FIFA 1999
    FIFA Soccer 95 | FIFA Soccer 96
    NHL 94 | NHL '95
    NHL 94 | NHL 2004
    NBA 2K2 | NBA 2K3
    NBA 2K2 | NBA 2002
    NBA Live 95 | NBA Live 2005
    NBA Jam TE | NBA Jam Tournament Edition
    WWF WrestleMania 2000 | WWF WrestleMania
    WWF War Zone | WWE War Zone
    WWF Raw | WWF Raw 2
    Madden 64 | Madden NFL 64
    Madden 2000 | Madden NFL 2000
    Madden Football | John Madden Football
    Madden NFL 06 | Madden NFL 07
    PES 5 | PES 6
    PES 5 | Pro Evolution Soccer 5
    Pro Evolution Soccer 2008 | Pro Evolution Soccer 2009
    World Cup 98 | France 98 World Cup
    Olympic Summer Games 96 | Olympic Winter Games 98
    Summer Games | Summer Games II
    California Games | California Games II
    Lotus Turbo Challenge | Lotus Turbo Challenge 2
    Actua Soccer | Actua Soccer 2
    Actua Soccer 98 | Actua Soccer 99
    Jikkyou Powerful Pro Yakyuu '94 | Jikkyou Powerful Pro Yakyuu '95
    Jikkyou Powerful Pro Yakyuu 3 | Jikkyou Powerful Pro Yakyuu 3 '97 Haru
    Best Play Pro Yakyuu II | Best Play Pro Yakyuu '90
    Famista '92 | Famista '93
    Pro Yakyuu Famista 2003 | Pro Yakyuu Famista 2004`),
  'other titles in other regions': pairs(`
    Super Probotector | Probotector II
    Contra | Gryzor Contra
    Star Fox | Starwing Fox
    Secret of Mana | Seiken Densetsu 2: Secret of Mana
    Seiken Densetsu 2 | Seiken Densetsu 3
    Bare Knuckle | Bare Knuckle II
    Bare Knuckle III | Streets of Rage 3 Bare Knuckle
    Rockman 2 | Mega Man 2: Rockman
    Mystical Ninja Starring Goemon | Legend of the Mystical Ninja
    Ganbare Goemon | Ganbare Goemon Gaiden
    Akumajou Dracula | Akumajou Dracula X
    Castlevania: Dracula X | Castlevania: Vampire's Kiss
    Castlevania: Bloodlines | Castlevania: The New Generation
    Super Castlevania IV | Castlevania IV
    Pocky & Rocky | KiKi KaiKai: Pocky & Rocky
    Power Strike | Power Strike II
    Aleste 2 | Aleste Gaiden
    Dragon Warrior II | Dragon Quest II
    Dragon Warrior Monsters | Dragon Quest Monsters
    Bionic Commando | Bionic Commando: Elite Forces
    Top Gear | Top Racer
    Top Gear 2 | Top Racer 2
    Super James Pond | James Pond II
    James Pond II | James Pond 3
    Blue's Journey | Raguy: Blue's Journey
    Kirby's Ghost Trap | Kirby's Avalanche
    Hoshi no Kirby | Hoshi no Kirby 2
    Pokemon - Red Version | Pokemon - Yellow Version
    Pocket Monsters Aka | Pocket Monsters Ao
    Pokemon Gold | Pokemon Silver
    Pokemon Crystal | Pokemon Gold
    Pocket Monsters Stadium | Pocket Monsters Stadium 2
    Harvest Moon GB | Harvest Moon 2 GBC
    Harvest Moon | Bokujou Monogatari: Harvest Moon
    Gun Hazard | Front Mission: Gun Hazard
    Mario Tennis GB | Mario Tennis
    Wario Land 2 | Wario Land II: Wario's Return
    Wario Land II | Wario Land 3
    Wario Land 4 | Wario Land Advance
    Golden Sun | Golden Sun: The Lost Age
    Ougon no Taiyou | Ougon no Taiyou: Ushinawareshi Toki
    Fire Emblem | Fire Emblem: The Sacred Stones
    Shin Megami Tensei II | Megami Tensei II
    Digital Devil Saga | Digital Devil Saga 2
    Persona 2: Innocent Sin | Persona 2: Eternal Punishment
    Tales of Phantasia | Tales of Destiny
    Tales of Destiny | Tales of Destiny II`),
  'other subtitles of one series': pairs(`
    Castlevania: Aria of Sorrow | Castlevania: Dawn of Sorrow
    Castlevania: Circle of the Moon | Castlevania: Harmony of Dissonance
    Batman Returns | Batman Forever
    Jurassic Park | Jurassic Park Part 2: The Chaos Continues
    Spider-Man | Spider-Man 2: Enter Electro
    Spider-Man: Return of the Sinister Six | Spider-Man and the X-Men
    Superman: The New Adventures | Superman: The Man of Steel
    Bart's Nightmare | The Simpsons: Bart's Nightmare
    Aladdin | Aladdin: Nasira's Revenge
    Looney Tunes | Looney Tunes: Marvin Strikes Back!
    Bugs Bunny Crazy Castle | The Bugs Bunny Crazy Castle 2
    Bugs Bunny Crazy Castle 3 | Bugs Bunny in Crazy Castle 4
    Road Runner's Death Valley Rally | Road Runner
    Asterix | Asterix & Obelix
    Asterix and the Great Rescue | Asterix and the Power of the Gods
    Tintin in Tibet | Tintin: Prisoners of the Sun
    Smurfs, The | The Smurfs 2
    The Smurfs | The Smurfs Travel the World
    Star Wars: Rebel Assault | Star Wars: Rebel Assault II
    Super Star Wars: The Empire Strikes Back | Super Star Wars: Return of the Jedi
    Star Trek: 25th Anniversary | Star Trek: Starfleet Academy
    Rogue Squadron | Rogue Squadron II: Rogue Leader
    Shadows of the Empire | Shadow of the Empire
    Lord of the Rings: The Two Towers | Lord of the Rings: The Return of the King
    Harry Potter and the Chamber of Secrets | Harry Potter and the Prisoner of Azkaban`),
  'reissues and editions, once more': pairs(`
    Street Fighter II | Street Fighter II': Champion Edition
    Street Fighter II Turbo | Street Fighter II: Hyper Fighting
    Super Street Fighter II | Super Street Fighter II: The New Challengers
    Ninja Gaiden Sigma | Ninja Gaiden Black
    Metal Gear Solid: Integral | Metal Gear Solid
    Resident Evil: Director's Cut Dual Shock | Resident Evil: Director's Cut
    Tetris Plus | Tetris Plus 2
    Tetris Attack | Tetris 2
    Game & Watch Gallery | Game & Watch Gallery 2
    Super Mario Advance | Super Mario Advance 2: Super Mario World
    Classic NES Series: Metroid | Metroid
    Famicom Mini 01 | Famicom Mini 02
    Famicom Mini 01: Super Mario Bros. | Super Mario Bros.
    Final Fantasy Origins | Final Fantasy
    Final Fantasy I & II: Dawn of Souls | Final Fantasy I-II
    Final Fantasy I & II | Final Fantasy I
    Final Fantasy I & II | Final Fantasy III
    Final Fantasy IV | Final Fantasy IV: The After Years
    Final Fantasy IV Advance | Final Fantasy IV
    Final Fantasy IV Easytype | Final Fantasy IV
    Dragon Quest I & II | Dragon Quest II
    Dragon Quest I-II | Dragon Quest III
    Ys Book I & II | Ys I & II
    Sonic & Knuckles + Sonic the Hedgehog 3 | Sonic & Knuckles
    Sega Ages: OutRun | OutRun
    Sega Ages 2500 Vol. 1 | Sega Ages 2500 Vol. 2
    Sega Ages Vol. 10 | Sega Ages Vol. 11
    Puyo Puyo Sun | Puyo Puyo Sun 64
    Puyo Puyo 2 | Super Puyo Puyo 2
    Puyo Puyo Tsuu | Puyo Puyo 2
    Panel de Pon | Panel de Pon Event
    Super Bomberman 3 | Super Bomberman: Panic Bomber W
    Populous | Populous II: Trials of the Olympian Gods
    Populous II | Populous: The Beginning
    Dune | Dune II
    Dune II: The Battle for Arrakis | Dune: The Battle for Arrakis
    Prince of Persia | Prince of Persia 2: The Shadow & The Flame
    Flashback | Flashback 2
    Flashback: The Quest for Identity | Flashback
    Cannon Fodder | Cannon Fodder 2
    Sensible Soccer | Sensible World of Soccer
    Sensible Soccer: European Champions | Sensible Soccer: International Edition
    Kick Off | Kick Off 2
    Kick Off 3 | Kick Off 3: European Challenge
    Super Kick Off | Kick Off
    Pinball Dreams | Pinball Fantasies
    Ultima VII: The Black Gate | Ultima VII Part Two: Serpent Isle
    Ultima: Exodus | Ultima: Quest of the Avatar
    Ultima: Exodus | Ultima III
    Wizardry: Proving Grounds | Wizardry: Knight of Diamonds
    Might and Magic | Might and Magic II
    Might and Magic: Book One | Might and Magic: Book II
    Might and Magic III: Isles of Terra | Might & Magic: Gates to Another World
    Eye of the Beholder | Eye of the Beholder II`),
  'Japanese in Latin letters, and its sequels': pairs(`
    Gyakuten Saiban | Gyakuten Saiban 2
    Ace Attorney | Phoenix Wright: Ace Attorney
    Fushigi no Dungeon 2 | Fushigi no Dungeon: Fuurai no Shiren
    Huurai no Shiren | Fuurai no Shiren
    Fuurai no Siren | Fuurai no Shiren
    Mahjong Hishou-den | Majan Hishou-den
    Dezaemon | Dezaemon 2
    Puyopuyo Tsuu | Puyo Puyo Tsu
    Jyuohki | Juuouki
    Chiki Chiki Boys | Tiki Tiki Boys
    Densetsu no Ogre Battle | Densetsu no Stafy
    Densetsu no Stafy 2 | Densetsu no Starfy 2
    Ninja-kun | Ninjakun: Majou no Bouken
    Ninja Ryukenden | Ninja Ryuukenden II
    Ninja Ryuukenden | Ninja Ryukenden III
    Tengai Makyou II | Tengai Makyo Zero
    Tengai Makyou Zero | Tengai Makyou II
    Momotarou Dentetsu II | Momotarou Densetsu II
    Momotaro Dentetsu | Momotarou Densetsu
    Downtown Nekketsu Monogatari | Downtown Nekketsu Koushinkyoku
    Kunio-kun no Dodge Ball | Kunio no Oden
    Genpei Toumaden | Genpei Toumaden: Kan no Ni
    Sangokushi II | Sangokushi Eiketsuden
    Nobunaga no Yabou | Nobunaga no Yabou: Zenkokuban
    Nobunaga no Yabou: Zenkokuban | Nobunaga no Yabou: Bushou Fuuunroku
    Zoids: Chuuou Tairiku no Tatakai | Zoids 2: Zenebas no Gyakushuu
    Dragon Ball Z: Super Butouden | Dragon Ball Z: Super Butouden 2
    Dragon Ball Z: Super Butouden | Dragon Ball Z: Super Saiya Densetsu
    Dragon Ball: Daimaou Fukkatsu | Dragon Ball 3: Gokuu-den
    SD Gundam Gaiden | SD Gundam Gaiden 2
    Kidou Senshi Gundam | Kidou Senshi Z-Gundam
    Kidou Senshi Gundam F91 | Kidou Senshi V Gundam
    Super Robot Taisen EX | Super Robot Taisen
    Dai-2-ji Super Robot Taisen | Dai-3-ji Super Robot Taisen
    Dai-4-ji Super Robot Taisen | Dai-4-ji Super Robot Taisen S
    2nd Super Robot Wars | 3rd Super Robot Wars
    Shin Nekketsu Kouha | Nekketsu Kouha Kunio-kun
    Tokimeki Memorial: Forever with You | Tokimeki Memorial: Densetsu no Ki no Shita de
    Bishoujo Senshi Sailor Moon | Bishoujo Senshi Sailor Moon R
    Bishoujo Senshi Sailor Moon S | Bishoujo Senshi Sailor Moon SuperS
    Sailor Moon | Pretty Soldier Sailor Moon
    Yuu Yuu Hakusho | Yuu Yuu Hakusho 2
    Crayon Shin-chan | Crayon Shin-chan 2
    Doraemon 4 | Doraemon 3
    Hokuto no Ken | Hokuto no Ken 2
    Captain Tsubasa Vol. II | Captain Tsubasa 3
    Captain Tsubasa II | Captain Tsubasa Vol. III`),
  'marks and small words, in series of the arcades': pairs(`
    Q&A | QA
    Rock & Roll | Rock N Roll Racing
    Rock n' Roll Racing | Rock 'n' Roll Racing 2
    Cops 'n' Robbers | Cops
    Dungeons & Dragons | Dungeons
    Tom & Jerry | Tom and Jerry: Frantic Antics
    Tom & Jerry | Tom and Jerry 2
    Chip 'n Dale | Chip 'n Dale 2
    Ren & Stimpy Show, The | Ren & Stimpy: Veediots!
    Sam & Max | Sam and Max Hit the Road
    Lara Croft & the Guardian | Lara Croft
    Who's Your Daddy | Whose Your Daddy
    Its a Knockout | It's a Knockout 2
    Bug 2 | Bug Too!
    Wonder Boy | Wonder Boy in Monster Land
    Wonderboy III | Wonder Boy V
    Wonder Boy III: Monster Lair | Wonder Boy III: The Dragon's Trap
    Wonder Boy V: Monster World III | Wonder Boy III
    Wonder Boy V: Monster World III | Monster World IV
    Monster World III | Monster World IV
    Toejam & Earl | ToeJam & Earl in Panic on Funkotron
    Earthworm Jim 2 | Earthworm Jim 3D
    Boogerman | Booger Man II
    Ecco the Dolphin | Ecco: The Tides of Time
    Ecco Jr. | Ecco
    Shining Force | Shining in the Darkness
    Shining Force CD | Shining Force Gaiden
    Landstalker | Lady Stalker
    Thunder Force III | Thunder Force IV
    Lightening Force | Lightning Force
    Ghouls | Ghouls 'n Ghosts
    Truxton | Truxton II
    Tatsujin | Tatsujin Ou
    Raiden II | Raiden DX
    Layer Section | Layer Section II
    Darius Gaiden | G-Darius
    Darius II | Darius Twin
    Super Darius | Super Darius II
    Sagaia | Darius II: Sagaia
    Life Force | Lifeforce Salamander
    Axelay | Axelay 2
    Parodius Da! | Parodius
    Parodius Da! | Gokujou Parodius
    Gradius Gaiden | Gradius
    Gradius II: Gofer no Yabou | Gradius 2
    TwinBee | Pop'n TwinBee
    Stinger | TwinBee Stinger
    Bubble Bobble featuring Rainbow Islands | Rainbow Islands
    Rainbow Islands | Rainbow Islands: The Story of Bubble Bobble 2
    Bust-A-Move | Bust-A-Move 2
    Bust-A-Move | Bust a Groove
    Puzzle Bobble | Puzzle Bobble 2X
    Puzzle Bobble 2 | Puzzle Bobble 2X
    Space Invaders | Space Invaders DX
    Space Invaders '91 | Space Invaders 90
    Space Invaders Part II | Space Invaders
    Super Space Invaders | Space Invaders
    Pac-Man 2: The New Adventures | Pac-Man
    Pac-Man World | Pac-Man World 2
    Galaga | Galaga '88
    Galaga | Galaxian
    Galaga '88 | Galaga '90
    Dig Dug | Dig Dug II
    Mappy | Mappy-Land
    Xevious | Super Xevious
    Xevious: The Avenger | Xevious
    Rolling Thunder | Rolling Thunder 2
    Arkanoid | Arkanoid: Doh It Again
    Arkanoid II | Arkanoid: Revenge of Doh
    Out Run | Turbo Out Run
    OutRun 2019 | OutRun 2
    Space Harrier | Space Harrier II
    Afterburner III | After Burner II
    Shinobi | Shinobi III
    Revenge of Shinobi | The Super Shinobi
    The Super Shinobi | The Super Shinobi II
    Alex Kidd: The Lost Stars | Alex Kidd in the Enchanted Castle
    Phantasy Star: The End of the Millennium | Phantasy Star IV
    Phantasy Star III: Generations of Doom | Phantasy Star IV: The End of the Millennium
    Y's | Ys II
    Y's | Y
    Y's III: Wanderers from Ys | Ys IV: Mask of the Sun
    Ys V: Expert | Ys V
    R.C. Pro-Am | R.C. Pro-Am II
    R.C. Pro-Am | Super R.C. Pro-Am
    Battletoads | Battletoads & Double Dragon
    Battletoads & Double Dragon | Double Dragon
    Double Dragon | Super Double Dragon
    Double Dragon V | Double Dragon IV
    Double Dragon II: The Revenge | Double Dragon III: The Sacred Stones
    Kirby 64 | Kirby
    Yoshi's Island | Yoshi's Story
    Yoshi's Island | Super Mario World 2: Yoshi's Island
    Yoshi's Cookie | Yoshi
    Mario & Yoshi | Yoshi
    Dr. Robotnik's Mean Bean Machine | Robotnik's Mean Bean Machine 2
    Mario Bros. Classic | Mario Bros.
    Kaette Kita Mario Bros. | Mario Bros.
    Donkey Kong Jr. Math | Donkey Kong Jr.
    Donkey Kong 3 | Donkey Kong
    Donkey Kong Land III | Donkey Kong Land 2
    Balloon Fight | Balloon Fighter
    Baseball | Baseball Stars
    Baseball Stars | Baseball Stars 2
    Tennis | Top Players' Tennis
    Golf | NES Open Tournament Golf
    Soccer | Super Soccer
    Wrecking Crew | Wrecking Crew '98
    Kid Icarus | Kid Icarus: Of Myths and Monsters
    Metroid | Super Metroid
    Metroid II | Metroid Fusion
    Punch-Out!! Special | Punch-Out!!`),
}

/** One game, spelt in two ways. */
export const STRANGER_ONE_GAME: readonly TitlePair[] = pairs(`
  Rock 'n' Roll Racing | Rock n' Roll Racing
  Micro Machines 2 - Turbo Tournament | Micro Machines 2: Turbo Tournament
  Wonder Boy III - Monster Lair | Wonder Boy 3: Monster Lair
  Addams Family, The - Pugsley's Scavenger Hunt | The Addams Family: Pugsley's Scavenger Hunt
  Zelda II - The Adventure of Link | Zelda 2: The Adventure of Link
  Pokemon - Red Version | Pokémon: Red Version
  Chip 'n Dale - Rescue Rangers | Chip 'n Dale: Rescue Rangers
  Dragon Ball Z - Super Butouden 2 | Dragon Ball Z: Super Butouden 2
  NBA Jam - Tournament Edition | NBA Jam Tournament Edition
  Pac-Man | Pac Man
  Spider-Man & Venom - Maximum Carnage | Spider-Man and Venom: Maximum Carnage
  Q-bert | Q*bert
  Super Mario World 2 - Yoshi's Island | Super Mario World 2: Yoshi's Island
  007 - NightFire | 007: NightFire
  Star Trek - Deep Space Nine - Crossroads of Time | Star Trek: Deep Space Nine: Crossroads of Time
  1943 - The Battle of Midway | 1943: The Battle of Midway
  Lufia & The Fortress of Doom | Lufia and the Fortress of Doom
  Simpsons, The - Bart's Nightmare | The Simpsons: Bart's Nightmare`)
