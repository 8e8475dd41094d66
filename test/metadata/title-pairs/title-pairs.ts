/**
 * Titles that are easily taken for each other, on one platform. Typed by hand, by what they differ in: two games in
 * `NEAR_MISSES` and `FAR_APART`, one game in `ONE_GAME`.
 */

export type TitlePair = readonly [title: string, other: string]

/** Two games, alike enough that a person should see the one where the other is not known. Lines `a | b`. */
export const NEAR_MISSES: Readonly<Record<string, readonly TitlePair[]>> = {
  'a sequel, in digits': pairs(`
    ActRaiser | ActRaiser 2
    Mega Man | Mega Man 2
    Mega Man 2 | Mega Man 3
    Mega Man 9 | Mega Man 10
    Pilotwings | Pilotwings 2
    Super Mario Bros. | Super Mario Bros. 2
    Super Mario Bros. 2 | Super Mario Bros. 3
    Super Mario Bros. 2 | Super Mario Bros. 23
    Sonic The Hedgehog 2 | Sonic The Hedgehog 3
    Streets of Rage 2 | Streets of Rage 3
    Bomberman 1 | Bomberman 2
    Adventure Island 3 | Adventure Island 4
    Star Fox | Star Fox 2
    Pocket Bomberman | Pocket Bomberman 2
    TwinBee | TwinBee 3
    Wizardry 5 | Wizardry 6
    Time Crisis | Time Crisis 3
    Tekken 2 | Tekken 3
    Tony Hawk's Pro Skater | Tony Hawk's Pro Skater 2
    Parodius 2 | Parodius 3
    Gunstar Heroes | Gunstar Heroes 2
    Gex | Gex 2
    Doom | Doom 64
    Area 51 | Area 52
    1942 | 1943
    1943 | 1943 2
    Zero Tolerance | Zero Tolerance 0
    Jaws 19 | Jaws 20
    Mega Man 1 | Mega Man 11
    Mega Man 1 | Mega Man`),
  'a sequel, in Roman numerals': pairs(`
    Final Fantasy II | Final Fantasy III
    Final Fantasy IV | Final Fantasy VI
    Final Fantasy IX | Final Fantasy XI
    Final Fantasy VII | Final Fantasy VIII
    Mortal Kombat | Mortal Kombat II
    Double Dragon II | Double Dragon III
    Golden Axe | Golden Axe III
    Gradius II | Gradius III
    Ultima III | Ultima IV
    Phantasy Star III | Phantasy Star IV
    Dragon Quest V | Dragon Quest VI
    Ys | Ys III
    Ys I | Ys II
    Ys IV | Ys V
    Lufia | Lufia II
    Wizardry I | Wizardry II
    Sangokushi IV | Sangokushi V
    Castlevania | Castlevania III
    Ninja Gaiden | Ninja Gaiden II
    Bubsy | Bubsy II
    Final Fantasy X | Final Fantasy XII
    Might and Magic II | Might and Magic III
    Super Castlevania IV | Super Castlevania V
    Rockman & Forte | Rockman & Forte II
    Ys I & II | Ys II
    Dragon Quest I & II | Dragon Quest I, II & III`),
  'a numeral of one kind for another number': pairs(`
    Final Fantasy II | Final Fantasy 3
    Mega Man III | Mega Man 2
    Rocky IV | Rocky 5
    Street Fighter III | Street Fighter 2
    Breath of Fire IV | Breath of Fire 3
    Rambo III | Rambo 2
    Superman 64 | Superman IV
    Rampage 2 | Rampage Two Hundred
    Dragon Slayer VI | Dragon Slayer 5`),
  'a number in words': pairs(`
    Home Alone | Home Alone Two
    Home Alone One | Home Alone Two
    Lemmings Two | Lemmings Three
    Bubble Bobble Part Two | Bubble Bobble Part Three
    Chapter One | Chapter Two
    Shenmue Chapter 1 | Shenmue Chapter Two
    Area Fifty-One | Area Fifty-Two
    Third World War | Second World War
    Ace Combat Zero | Ace Combat 2
    Twisted Metal Four | Twisted Metal 3`),
  'a number that only may be the same': pairs(`
    Home Alone 2 | Home Alone Two
    Mega Man X | Mega Man 10
    Final Fantasy X | Final Fantasy 10
    Rockman X | Rockman 10
    Final Fantasy XII | Final Fantasy 12
    Final Fantasy I | Final Fantasy 1
    FIFA 98 | FIFA 1998
    NBA 2K | NBA 2000
    Mega Man | Mega Man I
    Volume One | Volume 1
    Zone 51 | Zone LI`),
  'a letter that counts': pairs(`
    Mega Man 7 | Mega Man X
    Mega Man X | Mega Man Z
    Mega Man X2 | Mega Man X3
    Mega Man X | Mega Man ZX
    F-Zero | F-Zero X
    F-Zero X | F-Zero GX
    F-1 Race | F-1 Hero
    Super Robot Taisen | Super Robot Taisen A
    Super Robot Taisen A | Super Robot Taisen D
    Super Robot Taisen J | Super Robot Taisen R
    Guilty Gear X | Guilty Gear XX
    Street Fighter EX | Street Fighter
    Dragon Ball | Dragon Ball Z
    Dragon Ball Z | Dragon Ball GT
    Sonic R | Sonic
    Ridge Racer V | Ridge Racer
    Soulcalibur | Soulcalibur V
    Turrican | Turrican S
    Vitamin | Vitamin A
    Command & Conquer | Command & Conquer R
    Team | Team A
    Block Kuzushi | Block Kuzushi G
    Pac-Man | Pac-Mania
    Alien | Aliens
    Rampage | Rampart`),
  'a subtitle alone': pairs(`
    Castlevania: Circle of the Moon | Castlevania: Aria of Sorrow
    Castlevania | Castlevania: Dracula X
    The Legend of Zelda: Oracle of Ages | The Legend of Zelda: Oracle of Seasons
    The Legend of Zelda | The Legend of Zelda: A Link to the Past
    Zelda II: The Adventure of Link | The Legend of Zelda
    Turok: Dinosaur Hunter | Turok 2: Seeds of Evil
    Spyro the Dragon | Spyro 2: Ripto's Rage!
    Star Wars: Rogue Squadron | Star Wars: Rebel Assault
    Pokemon Red | Pokemon Blue
    Pokemon: Red Version | Pokemon: Green Version
    Pokemon Black Version | Pokemon Black Version 2
    Batman | Batman Returns
    Batman: The Video Game | Batman: Return of the Joker
    Fire Emblem: The Sacred Stones | Fire Emblem: Path of Radiance
    Metroid | Metroid: Zero Mission
    Metroid Prime | Metroid Prime: Hunters
    Donkey Kong Country | Donkey Kong Country 3: Dixie Kong's Double Trouble!
    Mario Party Advance | Mario Party DS
    The Simpsons: Bart vs. the Space Mutants | The Simpsons: Bart vs. the World
    Kirby: Nightmare in Dream Land | Kirby's Dream Land
    Sonic & Knuckles | Sonic 3 & Knuckles
    Contra | Contra: Hard Corps
    Tomb Raider | Tomb Raider: The Last Revelation
    Wonder Boy in Monster Land | Wonder Boy in Monster World
    Mario Golf | Mario Tennis
    Tetris Attack | Tetris Plus
    Front Line | Front Line: Reborn`),
  'an edition': pairs(`
    Street Fighter II | Street Fighter II Turbo
    Street Fighter II | Super Street Fighter II
    Street Fighter II': Champion Edition | Street Fighter II': Special Champion Edition
    Street Fighter Zero 2 | Street Fighter Zero 2'
    Final Fantasy Tactics | Final Fantasy Tactics Advance
    Kirby Super Star | Kirby Super Star Ultra
    Resident Evil | Resident Evil: Director's Cut
    Resident Evil 2 | Resident Evil 2: Dual Shock Version
    Doom | Doom: Special Edition
    Civilization II | Civilization II Gold
    Gauntlet | Gauntlet Deluxe
    Tetris | Tetris DX
    Tetris | Tetris+
    Darius | Darius +
    Darius Plus | Darius Alpha
    Puzzle Bobble 2 | Puzzle Bobble 2 +
    Sonic Mega Collection | Sonic Mega Collection Plus
    Link's Awakening | Link's Awakening DX
    Bust-A-Move 4 | Bust-A-Move '99
    Pac-Man | Pac-Man: Special Color Edition
    Gran Turismo | Gran Turismo Prologue
    NBA Jam | NBA Jam Tournament Edition
    NBA Jam | NBA Jam T.E.
    Ninja Gaiden | Ninja Gaiden Black
    Persona 3 | Persona 3 FES
    Persona 4 | Persona 4 Golden
    Super Mario World | Super Mario World: Classics Edition
    Disgaea | Disgaea: Complete
    Tekken Tag Tournament | Tekken Tag Tournament HD
    Super Mario All-Stars | Super Mario All-Stars + Super Mario World
    Halo | Halo: Game of the Year Edition
    Ridge Racer | Ridge Racer Turbo
    Space Invaders | Space Invaders: The Original Game
    Mortal Kombat 3 | Ultimate Mortal Kombat 3
    Wipeout | Wipeout XL
    Virtua Fighter | Virtua Fighter Remix
    Sega Rally | Sega Rally Championship Plus
    Jumping Flash! | Jumping Flash! 2
    Rez | Rez Infinite`),
  'volumes, parts and episodes': pairs(`
    Arcade Classics Vol. 1 | Arcade Classics Vol. 2
    Namco Museum Vol. 1 | Namco Museum Vol. 5
    Namco Museum | Namco Museum Vol. 1
    Capcom Classics Volume 1 | Capcom Classics Volume 2
    Simple 1500 Series Vol. 1 | Simple 1500 Series Vol. 11
    Ranma 1/2 | Ranma 1/2 Part 2
    Ranma 1/2 | Ranma 12
    Bubble Bobble | Bubble Bobble Part 2
    Back to the Future Part II | Back to the Future Part III
    Half-Life: Episode One | Half-Life: Episode Two
    Sonic 4: Episode I | Sonic 4: Episode II
    Ninja Gaiden Episode II | Ninja Gaiden Episode III
    Shining Force Gaiden | Shining Force Gaiden II
    Shining Force III Scenario 1 | Shining Force III Scenario 2
    .hack//Infection Part 1 | .hack//Infection Part 2
    Chaos;Head | Chaos;Child
    Tengai Makyou | Tengai Makyou II
    Sakura Taisen 2 Disc A | Sakura Taisen 2 Disc B
    Puyo Puyo | Puyo Puyo!!
    Puyo Puyo | Puyo Puyo Tsuu`),
  'the year of a season': pairs(`
    Madden NFL 94 | Madden NFL 95
    Madden NFL '94 | Madden NFL '95
    Madden NFL 99 | Madden NFL 2000
    FIFA Soccer 96 | FIFA Soccer '97
    FIFA 98 | FIFA 99
    NBA Live 95 | NBA Live 96
    NBA Live 2000 | NBA Live 2001
    NHL 94 | NHL 95
    NHL '98 | NHL 99
    NHL 2001 | NHL 2002
    MLB 98 | MLB 99
    Jikkyou Powerful Pro Yakyuu '94 | Jikkyou Powerful Pro Yakyuu '96
    J.League Winning Goal '95 | J.League Winning Goal '96
    The King of Fighters '94 | The King of Fighters '95
    The King of Fighters '98 | The King of Fighters '99
    WWF WrestleMania 2000 | WWF WrestleMania X
    Tiger Woods 99 | Tiger Woods 2000
    Pro Evolution Soccer 5 | Pro Evolution Soccer 6
    F1 97 | F1 98
    F1 World Championship 1997 | F1 World Championship 1998
    World Cup 98 | World Cup 94
    College Football '97 | College Football USA 97
    Wimbledon Championship Tennis 90 | Wimbledon Championship Tennis 92
    Formula One 2000 | Formula One 2001`),
  'families and heroes': pairs(`
    Donkey Kong | Donkey Kong Jr.
    Donkey Kong Jr. | Donkey Kong 3
    Donkey Kong Jr. | Donkey Kong Junior
    Pac-Man | Ms. Pac-Man
    Pac-Man | Jr. Pac-Man
    Pac-Man | Super Pac-Man
    Pac-Man | Pac-Man 2
    Dr. Mario | Mario
    Mario Land | Wario Land
    Super Mario Land 3 | Super Wario Land 3
    Wario | Mario
    Mario Bros. | Super Mario Bros.
    Mario Kart | Mario Party
    Mega Man | Mega Man Jr.
    Megaman | Megamania
    Rock Man | Rock Boy
    Ninja Kid | Ninja Kid II
    Bomberman | Bomberman Hero
    Sonic the Hedgehog | Sonic the Fighters
    Wonder Boy | Wonder Girl
    Mr. Do! | Mr. Do's Castle
    Mr. Nutz | Ms. Nutz
    Frogger | Froggy
    Joe & Mac | Joe & Mac 2
    Ice Climber | Ice Climbers
    Ghost 'n Goblins | Ghosts 'n Goblins
    Ghosts 'n Goblins | Ghouls 'n Ghosts
    Star Wars | Star Trek
    Space Harrier | Space Carrier
    Kung Fu | Kung Food
    Bugs Bunny | Bugs Bunny 2`),
  dimensions: pairs(`
    Wolfenstein 3-D | Wolfenstein
    Duke Nukem | Duke Nukem 3D
    Sonic 3D Blast | Sonic 3 Blast
    Sonic 3D | Sonic 3
    Sonic 3-D | Sonic 2-D
    Bubsy 3D | Bubsy 3
    Worms 3D | Worms 2
    Castlevania 64 | Castlevania
    Tetris 2 | Tetris 2D`),
  'what spelling leaves out': pairs(`
    Mask | The Mask
    Goal! | Goal!!
    Goal! | Goal
    Fear | No Fear
    Man's Sky | No Man's Sky
    WWF No Mercy | WWF Mercy
    Jeopardy | Jeopardy!
    Bug | Bug!
    Bug! | Bug Too!
    Train | A Train
    Super Dodge Ball | Super Dodge Ball!
    Kid's Puzzle | Kids Puzzle +
    Gradius II | Gradius II'
    Rez \u221e | Rez
    Adventures of Lolo 2 | Adventures of Lolo II
    Castle Quest | Castlequest
    Impetus | Impetus+
    Fatal Fury 2 | Fatal Fury 2'
    Rat Attack | Rat Attack!
    King of | King`),
  'a letter here or there': pairs(`
    Blades of Steel | Blades of Steal
    Dusk | Disk
    WWF Raw | WWF War
    Cart Racer | Kart Racer
    Gong | Pong
    Fast Striker | Last Striker
    Tiger Heli | Liger Heli
    Battletoads | Battletanks
    Raiden | Maiden
    Cool Spot | Cool Spots
    Pitfall | Pit Fall 2
    Night Striker | Knight Striker
    Dungeon Master | Dungeon Monster
    Zaxxon | Saxxon
    Bionic Commando | Sonic Commando`),
  'Japanese in other letters': pairs(`
    Akumajou Dracula | Akumajo Dracula
    Chou Makaimura | Cho Makaimura
    Shin Megami Tensei | Shin Megami Tensei II
    Shin Megami Tensei | Megami Tensei
    Puyo Puyo Tsuu | Puyo Puyo Tsu
    Nekketsu Kouha Kunio-kun | Nekketsu Koha Kunio Kun
    Ganbare Goemon | Gambare Goemon
    Ganbare Goemon 2 | Ganbare Goemon 3
    Kunio-kun no Nekketsu Soccer League | Kunio-kun no Nekketsu Hockey League
    Nobunaga no Yabou | Nobunaga no Yabou II
    Tokimeki Memorial | Tokimeki Memorial 2
    Dragon Quest | Dragon Warrior
    Doraemon 2 | Doraemon 3
    \u30c9\u30e9\u30b4\u30f3\u30af\u30a8\u30b9\u30c8\u2161 | \u30c9\u30e9\u30b4\u30f3\u30af\u30a8\u30b9\u30c8\u2162
    \u304b\u3048\u308b\u306e\u5192\u967a | \u304c\u3048\u308b\u306e\u5192\u967a
    Parodius Da! | Jikkyou Oshaberi Parodius
    Rockman 2: Dr. Wily no Nazo | Rockman 3: Dr. Wily no Saigo!?`),
  'words in another order, or a word more': pairs(`
    Super Probotector | Probotector
    Super Tennis | Tennis
    Battle City | City Battle
    Super R-Type | R-Type
    Final Fight | Final Fight Guy
    Final Fight | Mighty Final Fight
    Prince of Persia | Prince of Persia 2
    Ninja Turtles | Teenage Mutant Ninja Turtles
    Zombies | Zombies Ate My Neighbors
    World Soccer | World Class Soccer
    Track & Field | Track & Field II
    Mario Kart 64 | Mario Party 64
    Metal Gear | Metal Gear Solid
    Lemmings | Oh No! More Lemmings
    Micro Machines | Micro Machines 2: Turbo Tournament
    Earthworm Jim | Earthworm Jim 2
    International Superstar Soccer | International Superstar Soccer Deluxe
    Rainbow Islands | Bubble Bobble also featuring Rainbow Islands
    Punch-Out!! | Super Punch-Out!!
    Punch-Out!! | Mike Tyson's Punch-Out!!`),
}

/** Two games, or one under two names, with so little in common that nobody could suggest them by their titles. */
export const FAR_APART: readonly TitlePair[] = pairs(`
  Probotector | Contra
  Gryzor | Contra
  Biohazard | Resident Evil
  Seiken Densetsu | Secret of Mana
  Shadow Warriors | Ninja Gaiden
  Bare Knuckle | Streets of Rage
  Mother | EarthBound
  Space Megaforce | Super Aleste
  Blaster Master | Chou Wakusei Senki Metafight
  Tetris | Zelda
  Star Soldier | Gradius
  Fantasy Zone | Opa Opa
  Landstalker | Koutei no Zaihou
  Wagyan Paradise | Kirby
  F-1 | F-Zero
  Mario's Picross | Wario's Woods
  Gegege no Kitarou | Ninja Kid`)

/** One game, otherwise spelt: linked. */
export const ONE_GAME: readonly TitlePair[] = pairs(`
  Legend of Zelda, The - A Link to the Past | The Legend of Zelda: A Link to the Past
  Wolfenstein 3-D | Wolfenstein 3D
  Chrono Trigger | CHRONO TRIGGER
  Breath of Fire II | Breath of Fire 2
  Kirby & The Amazing Mirror | Kirby and the Amazing Mirror
  Pokemon Stadium | Pok\u00e9mon Stadium
  Okami | \u014ckami
  Addams Family, The | The Addams Family
  Street Fighter III | Street Fighter 3
  Spider-Man | Spiderman
  Dr. Mario | Dr Mario
  R.C. Pro-Am | R. C. Pro-Am
  Super Mario Bros. | Super Mario Bros
  Madden NFL '97 | Madden NFL 97
  Kirby's Adventure | Kirbys Adventure
  Castlevania - Bloodlines | Castlevania: Bloodlines
  Ys IV - Mask of the Sun | Ys 4: Mask of the Sun
  Boy and His Blob, A - Trouble on Blobolonia | A Boy and His Blob: Trouble on Blobolonia
  Aa! Harimanada | Aa! Harimanada
  Ecco - The Tides of Time | Ecco: The Tides of Time
  Mario & Luigi | Mario and Luigi
  Lufia & The Fortress of Doom | Lufia and the Fortress of Doom
  Out Run | OutRun
  Sonic The Hedgehog | Sonic the Hedgehog
  Bust-A-Move | Bust a Move
  F-1 World Grand Prix II | F1 World Grand Prix 2
  Final Fantasy X-2 | Final Fantasy X2
  Yo! Noid | Yo Noid
  Zero the Kamikaze Squirrel | Zero The Kamikaze Squirrel
  \u30c9\u30e9\u30b4\u30f3\u30af\u30a8\u30b9\u30c8\u2161 | \u30c9\u30e9\u30b4\u30f3\u30af\u30a8\u30b9\u30c8II
  Stra\u00dfe zum Sieg | Strasse zum Sieg
  Ghosts 'n Goblins | Ghosts n Goblins`)

/** Of lines `a | b`. */
export function pairs(text: string): readonly TitlePair[] {
  return text
    .trim()
    .split('\n')
    .map((line): TitlePair => {
      const [title = '', other = ''] = line.trim().split(' | ')
      return [title, other]
    })
}
