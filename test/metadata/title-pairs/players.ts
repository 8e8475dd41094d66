/**
 * Titles that are easily taken for each other, on one platform: games of the cartridges and the first discs, as somebody
 * who played them would think of them. Typed by hand; all are two games, or one that is sold under two names.
 */
import { pairs, type TitlePair } from './title-pairs.ts'

/** Two games, alike enough that a person should see the one where the other is not known. Lines `a | b`. */
export const PLAYER_NEAR_MISSES: Readonly<Record<string, readonly TitlePair[]>> = {
  'what a player thinks of with another': pairs(`
    Fire Emblem: Mystery of the Emblem | Fire Emblem: Shadow Dragon and the Blade of Light
    Fire Emblem: The Sacred Stones | Fire Emblem: The Binding Blade
    Advance Wars | Advance Wars 2: Black Hole Rising
    Game Boy Wars | Game Boy Wars Advance 1+2
    Shining in the Darkness | Shining and the Darkness
    Shining the Holy Ark | Shining Wisdom
    Phantasy Star III: Generations of Doom | Phantasy Star IV
    Phantasy Star: The End of the Millennium | Phantasy Star: The End of the Millenium
    Lufia & the Fortress of Doom | Lufia II: Rise of the Sinistrals
    Estpolis Denki | Estpolis Denki II
    Final Fantasy Adventure | Final Fantasy Legend
    The Final Fantasy Legend II | The Final Fantasy Legend III
    Final Fantasy Mystic Quest | Mystic Quest
    Romancing SaGa | Romancing SaGa 3
    SaGa Frontier | SaGa Frontier 2
    Front Mission | Front Mission: Gun Hazard
    Live A Live | Live-A-Live 2
    Tengai Makyou II: Manji Maru | Tengai Makyou Zero
    Tengai Makyo: Ziria | Tengai Makyou: Fuun Kabuki Den
    TwinBee | TwinBee 3: Poko Poko Daimaou
    Life Force | Lifeforce Tenka
    Gradius III | Gradius Gaiden
    Nemesis | Nemesis II: The Return of the Hero
    Thunder Force III | Thunder Spirits
    Gaiares | Gaia Crusaders
    Musha | Musha Aleste: Full Metal Fighter Ellinor
    Super Aleste | Aleste 2
    Space Megaforce | Space Mega Force
    Blazing Lazers | Blazing Star
    Soldier Blade | Star Soldier
    Super Star Soldier | Super Star Wars
    Super Bonk | Super Bonk 2
    PC Genjin | PC Denjin
    Adventure Island | Super Adventure Island
    Hudson's Adventure Island II | Hudson's Adventure Island III
    Monster World IV | Wonder Boy in Monster World
    Alex Kidd: The Lost Stars | Alex Kidd: High-Tech World
    Shinobi | Super Shinobi
    The Revenge of Shinobi | Shinobi III: Return of the Ninja Master
    Shadow Dancer | Shadow Dancer: The Secret of Shinobi
    Golden Axe | Golden Axe Warrior
    Streets of Rage | Streets of Rage 3
    Altered Beast | Altered Beast: Guardian of the Realms
    Ecco Jr. | Ecco Jr. and the Great Ocean Treasure Hunt
    ToeJam & Earl | ToeJam & Earl in Panic on Funkotron
    Toe Jam and Earl | ToeJam & Earl III
    Comix Zone | Comic Zone
    Ristar | Restar
    Beyond Oasis | The Legend of Oasis
    The Story of Thor | The Story of Thor 2
    Sonic & Knuckles | Sonic & Knuckles + Sonic the Hedgehog 2
    Sonic Spinball | Sonic 3D Blast
    Sonic Triple Trouble | Sonic Chaos
    Puyo Puyo | Puyo Puyo Sun
    Kirby's Dream Land | Kirby's Dream Course
    Kirby: Nightmare in Dream Land | Kirby & the Amazing Mirror
    Metroid II: Return of Samus | Metroid: Zero Mission
    Metroid Fusion | Metroid Prime
    Wario Land: Super Mario Land 3 | Wario Land II
    Wario Land 3 | Wario Land 4
    Wario's Woods | Wario Blast
    WarioWare, Inc.: Mega Microgame$! | WarioWare: Twisted!
    Mario Party | Mario Party Advance
    Mario Kart 64 | Mario Kart: Super Circuit
    Mario Golf | Mario Golf: Advance Tour
    Mario Tennis | Mario Power Tennis
    Yoshi's Story | Yoshi's Cookie
    Donkey Kong Land | Donkey Kong Land III
    Diddy Kong Racing | Diddy Kong Pilot
    Conker's Bad Fur Day | Conker's Pocket Tales
    Star Fox | Star Fox Command
    1080 Snowboarding | 1080 TenEighty Snowboarding
    Pokemon Red Version | Pokemon Blue Version
    Pokemon Gold Version | Pokemon Silver Version
    Pokemon Ruby Version | Pokemon Sapphire Version
    Pokemon FireRed | Pokemon LeafGreen
    Pokemon Pinball | Pokemon Pinball: Ruby & Sapphire
    Pocket Monsters Aka | Pocket Monsters Midori
    Pocket Monsters Kin | Pocket Monsters Gin
    Zelda II: The Adventure of Link | The Legend of Zelda: Link's Awakening
    The Legend of Zelda: Link's Awakening | The Legend of Zelda: Link's Awakening DX
    Castlevania: Aria of Sorrow | Castlevania: Harmony of Dissonance
    Castlevania II: Belmont's Revenge | Castlevania II: Simon's Quest
    Akumajou Dracula X: Chi no Rondo | Akumajou Dracula XX
    Vampire Killer | Vampire Hunter
    Contra III: The Alien Wars | Contra: Hard Corps
    Super C | Super Contra
    Operation C | Operation Wolf
    Probotector | Probotector II: Return of the Evil Forces
    Mega Man 7 | Mega Man & Bass
    Rockman 7: Shukumei no Taiketsu! | Rockman & Forte
    Rockman X | Rockman EXE
    Mega Man Battle Network 2 | Mega Man Battle Network 3 Blue
    Mega Man Zero | Mega Man ZX
    Breath of Fire III | Breath of Fire IV
    Resident Evil 3: Nemesis | Resident Evil: Survivor
    Biohazard | Biohazard: Director's Cut Dual Shock Ver.
    Street Fighter Alpha 2 | Street Fighter Alpha 2 Gold
    Street Fighter Zero 3 | Street Fighter Zero 2 Dash
    Street Fighter EX2 | Street Fighter EX Plus Alpha
    Darkstalkers: The Night Warriors | Darkstalkers 3
    Vampire Savior | Vampire Savior 2
    Gargoyle's Quest | Gargoyle's Quest II
    Mighty Final Fight | Final Fight 3
    Strider | Strider Returns: Journey from Darkness
    1942 | 1943: The Battle of Midway
    Ikari Warriors | Ikari III: The Rescue
    Victory Road | Ikari Warriors II: Victory Road
    King of the Monsters | King of the Monsters 2
    Art of Fighting | Art of Fighting 3: The Path of the Warrior
    Fatal Fury Special | Fatal Fury 3
    Garou Densetsu 2 | Garou: Mark of the Wolves
    Samurai Shodown II | Samurai Spirits
    Metal Slug X | Metal Slug 3
    The King of Fighters '95 | The King of Fighters '96
    The King of Fighters EX | The King of Fighters EX2
    Super Dodge Ball | Super Dodge Ball Advance
    Madden NFL 95 | Madden NFL 96
    FIFA Soccer 96 | FIFA: Road to World Cup 98
    NBA Live 95 | NBA Live 2000
    Tecmo Super Bowl II: Special Edition | Tecmo Super Bowl III: Final Edition
    World Series Baseball | World Series Baseball '95
    R.B.I. Baseball | R.B.I. Baseball '94
    Bases Loaded 3 | Bases Loaded II: Second Season
    Winning Eleven 4 | Winning Eleven 2000
    Gran Turismo | Gran Turismo 2
    Ridge Racer | Ridge Racer Revolution
    Virtua Fighter Kids | Virtua Fighter 2
    Panzer Dragoon | Panzer Dragoon II Zwei
    Panzer Dragoon Saga | Azel: Panzer Dragoon RPG
    Virtual On | Virtual-On: Cyber Troopers
    Lunar: The Silver Star | Lunar: Silver Star Story Complete
    Lunar: Eternal Blue | Lunar 2: Eternal Blue Complete
    Grandia | Grandia II
    Suikoden | Suikoden II
    Tomb Raider III | Tomb Raider Chronicles
    Twisted Metal | Twisted Metal 2
    Jet Moto | Jet Moto 2
    Cool Boarders 2 | Cool Boarders 3
    Crash Bandicoot: Warped | Crash Bandicoot 3: Warped
    Spyro: Season of Ice | Spyro: Season of Flame
    Oddworld: Abe's Oddysee | Oddworld: Abe's Exoddus
    Harvest Moon | Harvest Moon: Back to Nature
    Harvest Moon 2 GBC | Harvest Moon 3 GBC
    Boulder Dash | Boulder Dash EX
    Snow Bros. | Snow Bros. Jr.
    Tetris & Dr. Mario | Tetris Plus
    Pac-Attack | Pac-Panic
    Splatterhouse | Splatterhouse Part 2
    Xevious | Super Xevious: GAMP no Nazo
    Galaga | Galaga '90
    Galaxian | Galaxian 3
    Prince of Persia | Prince of Persia 2: The Shadow and the Flame
    Boogerman: A Pick and Flick Adventure | Boogerman
    Battletoads in Battlemaniacs | Battletoads in Ragnarok's World
    Road Rash | Road Rash II
    Lotus Turbo Challenge | Lotus II
    Ultima VI: The False Prophet | Ultima: The Black Gate
    Wizardry: Proving Grounds of the Mad Overlord | Wizardry II: The Knight of Diamonds
    Might and Magic | Might and Magic II: Gates to Another World
    Dragon Warrior | Dragon Warrior Monsters
    Dragon Quest I & II | Dragon Quest III: Soshite Densetsu e...
    Torneko no Daibouken | Torneko no Daibouken 2
    Fushigi no Dungeon 2: Fuurai no Shiren | Fuurai no Shiren GB
    Mother | Mother 2: Gyiyg no Gyakushuu
    Majin Tensei | Megami Tensei
    Bust-A-Move 2: Arcade Edition | Bust-A-Move '99
    The Addams Family | Addams Family Values
    Jurassic Park | Jurassic Park 2: The Chaos Continues
    Teenage Mutant Ninja Turtles II: The Arcade Game | Teenage Mutant Ninja Turtles III: The Manhattan Project
    Robocop | Robocop versus The Terminator
    Spider-Man | Spider-Man: Web of Fire
    Ninja Gaiden | Ninja Gaiden Shadow
    Solomon's Key | Solomon's Key 2
    Monster Rancher | Monster Farm
    Dead or Alive | Dead or Alive 2: Hardcore
    Monkey Island | Monkey Island 2: LeChuck's Revenge`),
}

/** Two games, or one under two names, with too little in common to be suggested by their titles. */
export const PLAYER_FAR_APART: readonly TitlePair[] = pairs(`
    Ganbare Goemon: Yukihime Kyuushutsu Emaki | The Legend of the Mystical Ninja
    Mystical Ninja Starring Goemon | Goemon's Great Adventure
    Stinger | TwinBee
    Final Soldier | Final Fight
    Bonk III: Bonk's Big Adventure | BC Kid
    Dr. Robotnik's Mean Bean Machine | Kirby's Avalanche
    Mario & Luigi: Superstar Saga | Mario vs. Donkey Kong
    Yoshi Topsy-Turvy | Yoshi's Universal Gravitation
    Star Fox 64 | Lylat Wars
    Castlevania Chronicles | Akumajou Dracula
    Mega Man: Dr. Wily's Revenge | Rockman World
    Mega Man: The Wily Wars | Rockman Mega World
    U.N. Squadron | Area 88
    Commando | Wolf of the Battlefield
    River City Ransom | Street Gangs
    Nekketsu Kouha Kunio-kun | Renegade
    NHL 94 | NHLPA Hockey '93
    Ken Griffey Jr. Presents Major League Baseball | Ken Griffey Jr.'s Winning Run
    Rage Racer | R4: Ridge Racer Type 4
    Soul Edge | Soulcalibur
    Bokujou Monogatari | Harvest Moon
    Rainbow Islands | Parasol Stars
    Tetris Attack | Panel de Pon
    Pac-in-Time | Pac-Man 2: The New Adventures
    The Tower of Druaga | The Return of Ishtar
    Another World | Out of This World
    Flashback | Fade to Black
    Digital Devil Story: Megami Tensei II | Kyuuyaku Megami Tensei
    Bust-A-Move | Puzzle Bobble
    Rygar | Argos no Senshi`)
