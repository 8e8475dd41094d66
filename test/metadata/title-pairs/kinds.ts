/** Titles that are easily taken for each other, a fifth table: of numbers, years, editions and subtitles. */
import { pairs, type TitlePair } from './title-pairs.ts'

/** Two games, alike enough that a person should see the one where the other is not known. */
export const KIND_NEAR_MISSES: Readonly<Record<string, readonly TitlePair[]>> = {
  'numbers in words of other languages': pairs(`
    Asterix Deux | Asterix Trois
    Rayman Zwei | Rayman 2
    Lucky Luke Dos | Lucky Luke 2
    Iron Helmet Ni | Iron Helmet San
    Iron Helmet Ichi | Iron Helmet 1
    Ghost Train Uno | Ghost Train Due
    Ghost Train Quattro | Ghost Train 4
    Panzer Wolf Zwei | Panzer Wolf II
    Panzer Wolf Drei | Panzer Wolf III
    Samurai Road San | Samurai Road Yon
    Samurai Road Shi | Samurai Road Go
    Cosmo Patrol Tre | Cosmo Patrol 3
    Cosmo Patrol Cuatro | Cosmo Patrol Cinco
    Moscow Racer Dva | Moscow Racer Tri
    Moscow Racer Tri | Moscow Racer 3
    Jungle Beat Nibun | Jungle Beat Sanbun
    Trilogie Erster Teil | Trilogie Zweiter Teil
    Les Chevaliers Premier | Les Chevaliers Second
    Daiichi Yakusoku | Daini Yakusoku`),
  'roman and arabic mixed': pairs(`
    Rocket Saga II-2 | Rocket Saga II
    Rocket Saga 2-II | Rocket Saga 22
    Rocket Saga III-1 | Rocket Saga 31
    Rocket Saga XX | Rocket Saga 20
    Rocket Saga XIV | Rocket Saga 14
    Rocket Saga XI | Rocket Saga 11
    Rocket Saga L | Rocket Saga 50
    Rocket Saga VIIII | Rocket Saga IX
    Rocket Saga IIX | Rocket Saga VIII
    Rocket Saga 1 II | Rocket Saga 12
    Rocket Saga V 2 | Rocket Saga 52
    Rocket Saga V I | Rocket Saga VI
    Rocket Saga I V | Rocket Saga IV
    Rocket Saga I X | Rocket Saga IX
    Rocket Saga X I | Rocket Saga XI
    Rocket Saga X X | Rocket Saga XX
    Rocket Saga I I | Rocket Saga II
    Rocket Saga II I | Rocket Saga III
    Rocket Saga II: Part III | Rocket Saga III: Part II
    Rocket Saga 2: Part 3 | Rocket Saga 3: Part 2
    Rocket Saga Episode 4 | Rocket Saga IV
    Rocket Saga IV: Episode 2 | Rocket Saga IV: Episode III
    Rocket Saga 5 & 6 | Rocket Saga V
    Rocket Saga I-III | Rocket Saga III
    Rocket Saga I-III | Rocket Saga I-IV
    Rocket Saga Zero | Rocket Saga 0
    Rocket Saga Ten | Rocket Saga X
    Rocket Saga 10 | Rocket Saga X
    Rocket Saga IV | Rocket Saga 04 Hours
    Rocket Saga II Plus | Rocket Saga III Plus
    Rocket Saga VI | Rocket Saga 6-1`),
  'parts, chapters, impacts': pairs(`
    Night Hawk Part 2 | Night Hawk 2
    Night Hawk Part II | Night Hawk Part 3
    Night Hawk Chapter II | Night Hawk Chapter 3
    Night Hawk Chapter 2 | Night Hawk Part 2
    Night Hawk 2nd Impact | Night Hawk 2
    Night Hawk 2nd Impact | Night Hawk 3rd Impact
    Night Hawk Act 2 | Night Hawk Act 3
    Night Hawk Act II | Night Hawk II
    Night Hawk Book One | Night Hawk Book Two
    Night Hawk Round 2 | Night Hawk Round 3
    Night Hawk Season 2 | Night Hawk Season Two
    Night Hawk Mission 2 | Night Hawk Mission 12
    Night Hawk Phase II | Night Hawk Phase 3
    Night Hawk Mk II | Night Hawk Mk III
    Night Hawk Mark II | Night Hawk Mark V
    Night Hawk Type II | Night Hawk Type S
    Night Hawk Prologue | Night Hawk Epilogue
    Night Hawk First Part | Night Hawk Second Part
    Night Hawk Jou | Night Hawk Ge
    Night Hawk Part A | Night Hawk Part B
    Night Hawk Side Story | Night Hawk Side Story 2
    Night Hawk Gaiden | Night Hawk Gaiden 2
    Night Hawk Zwei Gaiden | Night Hawk Gaiden
    Night Hawk Again | Night Hawk
    Night Hawk Returns | Night Hawk Strikes Back
    Night Hawk Next | Night Hawk
    Night Hawk Final | Night Hawk Final 2
    Night Hawk Stage 1-3 | Night Hawk Stage 13
    Night Hawk Episode 0 | Night Hawk Episode O
    Night Hawk Vol. II | Night Hawk II
    Night Hawk Volume II | Night Hawk Volume III
    Night Hawk Mix 2 | Night Hawk 2nd Mix
    Night Hawk Second | Night Hawk Third
    Night Hawk 2nd | Night Hawk II`),
  years: pairs(`
    Court Kings '98 | Court Kings '99
    Court Kings '98 | Court Kings 1998
    Court Kings 98 | Court Kings 1998
    Court Kings 2K | Court Kings 2000
    Court Kings 2K | Court Kings 2K1
    Court Kings '00 | Court Kings 2000
    Court Kings '00 | Court Kings 00-01
    Court Kings 96-97 | Court Kings 1996-97
    Court Kings 96-97 | Court Kings 97-98
    Court Kings 96 | Court Kings 96-97
    Court Kings Season 97 | Court Kings Season 98
    Court Kings '98 | Court Kings
    Court Kings 1998 | Court Kings 1999
    Court Kings 2003 | Court Kings 2030
    Court Kings 2003 | Court Kings 2003-2004
    Court Kings 3 | Court Kings 2003
    Court Kings '9 | Court Kings '90
    Court Kings Spring '98 | Court Kings Autumn '98
    Court Kings '98 Final | Court Kings '98
    Court Kings '98 Plus | Court Kings '99 Plus
    1998 Court Kings | Court Kings 1998
    Court Kings France 98 | Court Kings Italia 90
    Court Kings 20XX | Court Kings 2000
    Court Kings 19 | Court Kings 1999
    Court Kings XCVIII | Court Kings 98
    Court Kings '88-'89 | Court Kings '88
    Court Kings Heisei 4 | Court Kings Heisei 5
    Court Kings 2.000 | Court Kings 2000`),
  'editions, one for another': pairs(`
    Iron Fang Gold | Iron Fang
    Iron Fang Gold | Iron Fang Platinum
    Iron Fang Plus | Iron Fang
    Iron Fang + | Iron Fang
    Iron Fang + | Iron Fang Plus
    Iron Fang ++ | Iron Fang +
    Iron Fang Turbo | Iron Fang Turbo 2
    Iron Fang Turbo | Iron Fang Hyper
    Iron Fang Special | Iron Fang Special Edition
    Iron Fang Special | Iron Fang SP
    Iron Fang Championship | Iron Fang Champion
    Iron Fang: Championship Edition | Iron Fang: Champion Edition
    Iron Fang Deluxe | Iron Fang DX
    Iron Fang Deluxe | Iron Fang De Luxe 2
    Iron Fang EX | Iron Fang DX
    Iron Fang EX | Iron Fang EX2
    Iron Fang EX | Iron Fang EX Plus
    Iron Fang EX Plus | Iron Fang EX Plus Alpha
    Iron Fang Advance | Iron Fang
    Iron Fang Advance | Iron Fang Advanced
    Iron Fang 64 | Iron Fang
    Iron Fang 64 | Iron Fang 3D
    Iron Fang 3D | Iron Fang 3
    Iron Fang HD | Iron Fang 3D HD
    Iron Fang HD | Iron Fang 4K
    Iron Fang Remix | Iron Fang Remixed
    Iron Fang Remaster | Iron Fang Remake
    Iron Fang Demake | Iron Fang
    Iron Fang Remastered Collection | Iron Fang Collection
    Iron Fang Redux | Iron Fang Rebirth
    Iron Fang: The Complete Edition | Iron Fang: The Collector's Edition
    Iron Fang Limited | Iron Fang Unlimited
    Iron Fang Unlimited | Iron Fang Ultimate
    Iron Fang Classic | Iron Fang Classics
    Iron Fang Mini | Iron Fang Mega
    Iron Fang Jr. | Iron Fang Sr.
    Iron Fang International | Iron Fang
    Iron Fang International Edition | Iron Fang Japan Edition
    Iron Fang Unleashed | Iron Fang Leashed
    Iron Fang Lite | Iron Fang Light
    Iron Fang Zero | Iron Fang Zero 3
    Iron Fang Alpha | Iron Fang Beta
    Iron Fang Alpha 3 | Iron Fang Alpha 3 Max
    Iron Fang R | Iron Fang S
    Iron Fang V-Ism | Iron Fang X-Ism
    Iron Fang Perfect | Iron Fang Perfect Collection
    Iron Fang Trial Version | Iron Fang
    Iron Fang: Director's Cut | Iron Fang: Final Cut
    Iron Fang GOTY | Iron Fang
    Iron Fang Arrange Ver. | Iron Fang Original Ver.
    Iron Fang Xtreme | Iron Fang Extreme
    Iron Fang Neo | Iron Fang Geo
    Iron Fang Premium | Iron Fang Premier
    Iron Fang Best | Iron Fang Beast
    Iron Fang Portable | Iron Fang Potable
    Iron Fang Master | Iron Fang Masters
    Iron Fang CD | Iron Fang CDX
    Iron Fang SX | Iron Fang GX`),
  'subtitles swapped or dropped': pairs(`
    Stone Claw: The Lost Tower | Stone Claw
    The Lost Tower | Stone Claw: The Lost Tower
    The Lost Tower: Stone Claw | Stone Claw: The Lost Tower
    Stone Claw: The Lost Tower | Stone Claw: The Last Tower
    Stone Claw: The Lost Tower | Stone Claw: The Lost Towers
    Stone Claw: Lost Tower II | Stone Claw II: Lost Tower
    Stone Claw 2 - Lost Tower | Stone Claw - Lost Tower 2
    Stone Claw: Tower of Light | Stone Claw: Tower of Night
    Stone Claw: Chapter of Fire | Stone Claw: Chapter of Water
    Stone Claw: Rise of the Serpent | Stone Claw: Return of the Serpent
    Stone Claw: Rise of the Serpent | Stone Claw: Fall of the Serpent
    Stone Claw: East Side | Stone Claw: West Side
    Stone Claw: Part I | Stone Claw: Part I & II
    Stone Claw: Sun Version | Stone Claw: Moon Version
    Stone Claw: Ultra Sun | Stone Claw: Sun
    Stone Claw: Hikari | Stone Claw: Yami
    Stone Claw: Heart Gold | Stone Claw: Soul Silver
    Stone Claw II: Revenge | Stone Claw III: Revenge
    Stone Claw: Revenge 2 | Stone Claw: Revenge
    Stone Claw Revenge | Revenge of Stone Claw
    Claw of Stone | Stone Claw
    Legend of Stone Claw | The Legend of Stone Claw II`),
  'the same subtitle, another main title': pairs(`
    Golden Gryphon: Curse of the Pharaoh | Silver Gryphon: Curse of the Pharaoh
    Robo Ranger: Invasion of the Moon Men | Astro Ranger: Invasion of the Moon Men
    Max Danger in Escape from Planet Doom | Rex Danger in Escape from Planet Doom
    Soccer Stars: World Championship Qualifiers | Hockey Stars: World Championship Qualifiers
    Duke Dynamo: The Final Showdown | Baron Dynamo: The Final Showdown
    Zombie Mall: Attack of the Giant Ants | Zombie Farm: Attack of the Giant Ants`),
  'of all kinds, tried last': pairs(`
    Doom ][ | Doom
    Ultima ][ | Ultima III
    Castle Raider ][ | Castle Raider
    A-Blade | Blade
    No. 1 Golfer | 1 Golfer
    +Anima Quest | Anima Quest
    360° Rally | 360 Rally
    R-Blast Δ | R-Blast
    E.V.O. Hunt | Evo Hunt
    K.O. King | Ko King
    Shōnen Hero | Shounen Hero
    Chip & Chap 2 | Chip 'n Chap 2
    Rocket & Roll | Rocket 'n' Roll
    20/20 Sight | 2020 Sight
    The Ring King | A Ring King
    Mister X-1 | Mister X1-1
    Hero 1st | Hero 1
    Sector Ⅹ | Sector 10
    Sector Ⅰ | Sector 1
    Sector Zero One | Sector 01
    Sector 01 | Sector 1
    Twin Cobra II | Twin Cobra 11
    Gun.Smoke 2 | Gun Smoke 3
    Gunsmoke | Gun Smoke
    Donald in Maui Mallard | Maui Mallard
    War Gods II | Wargods III
    Tank Force 3.0 | Tank Force 30
    Tank Force -3 | Tank Force 3
    Blaster X2 | Blaster XX
    Blaster 2X | Blaster X2
    Star Cop | Star C.O.P.
    Star Cop | Star Cops
    Cat's Eye | Cats Eyes
    Pengo Cafe | Pengo Café 2
    Solo Wing Pixy | So Lo Wing Pixy
    Mystery Dungeon: Red Rescue | Mystery Dungeon: Blue Rescue
    Ace of Aces | Aces of Ace
    Ace of Aces | Ace & Aces
    Fire 'n Ice | Fire and Ice
    Winter Olympiad 94 | Winter Olympiad 9 4
    Pac 'n Roll | Pac and Roll
    Hi no Tori | Hi Tori
    Who Dares Wins II | Who Dares Wins
    Xenon 2: Megablast | Xenon
    Turrican II: The Final Fight | Turrican: The Final Fight
    Zool | Zool 2
    Zool | Zoom
    Lotus Turbo Challenge 2 | Lotus III: The Ultimate Challenge
    Ikari III: The Rescue | Ikari Warriors II: Victory Road
    Lode Runner Episode II | Lode Runner: Episode 1`),
}
