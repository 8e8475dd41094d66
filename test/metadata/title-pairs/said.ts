/** Titles that are easily taken for each other, an eighth table: of what is said alike, of very short ones, of signs. */
import { pairs, type TitlePair } from './title-pairs.ts'

/** Two games, alike enough that a person should see the one where the other is not known. */
export const SAID_NEAR_MISSES: Readonly<Record<string, readonly TitlePair[]>> = {
  'what is said otherwise: Formula One': pairs(`
    Formula One '97 | F1 '97
    F1 97 | Formula 1 97
    Formula 1 97 | Formula One '97
    Formula One 2000 | F1 2000
    F1 2000 | Formula 1 2000
    F1 Racing Championship | Formula One Racing Championship
    F-1 World Grand Prix | Formula 1 World Grand Prix`),
  'very short titles': pairs(`
    F1 | F2
    F1 | F3
    F1 | F-1 II
    F1 | Formula 1
    Formula One | F1
    D | D2
    X | X2
    Q | Q2
    Z | Z2
    R | R2
    G | G2
    Go | Go 2
    Go | Go!
    Gt | Gt2
    GT | GTR
    XO | OXO
    V8 | V9
    V8 | V6
    T2 | T3
    M1 | M2
    A4 | A5
    J2 | J3
    P2 | P3
    Up | Ups
    It | It 2
    Hi | Hi 5
    Io | Io 2
    Yu | Yu 2
    EA | EA 2
    Z80 | Z81
    Ace | Ice
    Ace | Aces
    Ace | Ace 2
    Ant | Ants
    Bug | Bugs
    Cub | Cup
    Fox | Box
    Fly | Fly!
    Ace! | Ace
    Run | Gun
    Jet | Set
    UFO | UFOs
    UN | UN Squadron
    ESP | ESP Ra.De.
    ATV | ATV 2
    BMX | BMX XXX
    BMX | BMX 2
    NHL | NFL
    NBA | WNBA
    NFL | NFL 2K
    MLB | MLB 2
    UFC | UFC 2
    FIFA | FIFA 2
    1941 | 1942
    194X | 1942
    720 | 720 Degrees
    007 | 006
    24 | 24 2
    300 | 301
    007 Racing | 007 Racing 2
    Gex 64 | Gex 3D
    Go Go | Go Go 2
    Tron | Tron 2.0
    Tron | Tron 2
    XIII | XIII 2
    XIII | 13
    Ico | Ico 2`),
  'what people shorten': pairs(`
    Dr. Mario | Doctor Mario
    Doctor Hauzer | Dr. Hauzer
    Mt. Everest Climber | Mount Everest Climber
    St. Andrews Golf | Saint Andrews Golf
    Sesame St. Counting | Sesame Street Counting
    Quest for Ft. Knox | Quest for Fort Knox
    Super Mario Brothers | Super Mario Bros.
    Smash Brothers | Smash Bros.
    Pac-Man Jr. | Pac-Man Junior
    Xmas Lemmings | Christmas Lemmings
    Captain Tsubasa | Capt. Tsubasa
    Capt. Comic | Captain Comic
    Sgt. Saunders | Sergeant Saunders
    Lt. Hero Story | Lieutenant Hero Story
    Mr. Nutz | Mister Nutz
    Ms. Pac-Man | Miss Pac-Man
    Mrs. Pac-Man | Ms. Pac-Man
    Batman vs. Joker | Batman versus Joker
    Batman v. Joker | Batman versus Joker
    Vol. 3 Karaoke | Volume 3 Karaoke
    Karaoke Vol. 3 | Karaoke Volume 3
    Simple Series No. 4 | Simple Series Number 4
    Quiz No. 1 | Quiz Number One
    Int'l Track & Field | International Track & Field
    Intl. Superstar Soccer | International Superstar Soccer
    Nat'l Baseball | National Baseball
    Prof. Layton | Professor Layton
    Gov. Racer | Governor Racer
    Wonder Boy Ep. 2 | Wonder Boy Episode 2
    Ultima Pt. 2 | Ultima Part 2
    Trek: Ch. 3 | Trek: Chapter 3
    Fighter Maker Spec. Ed. | Fighter Maker Special Edition
    Teenage Mutant Hero Turtles | Teenage Mutant Ninja Turtles`),
  'initials with words behind them': pairs(`
    TMNT: Turtles in Time | Teenage Mutant Ninja Turtles: Turtles in Time
    TMNT IV | Teenage Mutant Ninja Turtles IV
    LotR: The Two Towers | The Lord of the Rings: The Two Towers
    SW: Rogue Squadron | Star Wars: Rogue Squadron
    GTA III | Grand Theft Auto III
    GTA: Vice City | Grand Theft Auto: Vice City
    DBZ: Budokai | Dragon Ball Z: Budokai
    MGS: Peace Walker | Metal Gear Solid: Peace Walker
    RE: Code Veronica | Resident Evil: Code Veronica
    THPS | Tony Hawk's Pro Skater
    Tony Hawk's Skateboarding | Tony Hawk's Pro Skater
    NFS: Porsche | Need for Speed: Porsche
    FF Tactics | Final Fantasy Tactics
    SMT: Persona | Shin Megami Tensei: Persona
    Persona 3 | Shin Megami Tensei: Persona 3
    Persona 3 FES | Persona 3 Portable
    Persona 4 | Persona 4 Arena`),
  'numbers in words, beyond twelve': pairs(`
    Twenty One Blackjack | 21 Blackjack
    Twenty-Four Hours | 24 Hours
    Hundred Swords | 100 Swords
    Thousand Arms | 1000 Arms
    One Hundred Knights | 100 Knights
    Fifty Missions | 50 Missions
    Forty Thieves | 40 Thieves
    Twenty Questions | 20 Questions
    Nineteen Forty-Two | 1942
    Sixty Seconds | 60 Seconds
    Fourteen Days | 14 Days
    Area Fifty-One | Area 51
    Ninety-Nine Nights | 99 Nights
    Ninety-Nine Nights | Ninety-Nine Nights II
    Three Thousand Leagues | 3000 Leagues
    Double Dragon Two | Double Dragon II
    Rambo Three | Rambo III
    Fourteenth Legion | 14th Legion
    Twentieth Century | 20th Century
    Catch Twenty-Two | Catch-22
    Catch-22 | Catch 23`),
  'years and sequels of one digit': pairs(`
    NBA Live 06 | NBA Live 6
    FIFA 06 | FIFA 6
    FIFA 06 | FIFA 2006
    Madden NFL 07 | Madden NFL 7
    MLB 06: The Show | MLB 6: The Show
    MVP Baseball 2K5 | MVP Baseball 2005
    Ys I & II | Ys I-2
    Ys I & II | Ys 12
    Ys I-II | Ys III
    Ys I & II Chronicles | Ys I & II Complete`),
  'small words that are a part of another': pairs(`
    Man of War | Man o' War
    Man O'War | Man of War
    Will o' Wisp | Will of Wisp
    Tug o' War | Tug of War
    Rock n' Roll Clams | Rock and Roll Clams
    Beauty 'n the Beast | Beauty and the Beast
    Beauty or the Beast | Beauty and the Beast
    Beauty with the Beast | Beauty and the Beast
    A-Train | A Train
    A-Train | Train
    A.Train | A Train 2
    The A-Team | The Team
    A-Team | The A-Team 2
    The End | End
    Theme Quest | The Me Quest
    Then Hero | The N Hero
    Atom Quest | A Tom Quest
    Another World | An Other World
    Android Hunt | An Droid Hunt
    No Way Out | Now Ay Out
    Nohero Land | No Hero Land
    Offender Racing | Of Fender Racing
    Office Quest | Of Fice Quest
    Sand Castle Siege | S and Castle Siege
    Band of Heroes | B and of Heroes
    Land Master | L and Master
    Sofa King | So Fa King
    Thor Noble | Thorn Oble`),
  'numerals that may be letters, once more': pairs(`
    Zone 1 1 Rally | Zone 11 Rally
    V8 Supercars | VIII Supercars
    V8 Supercars | 8 Supercars
    Mark V | Mark VI
    Mark Five | Mark V
    Mach Five | Mach 5
    Rocky V | Rocky VI
    Rocky IV | Rocky Four
    Rambo: First Blood | Rambo: First Blood Part II
    First Blood Part II | Rambo: First Blood Part II
    Star Wars Episode I: Racer | Star Wars: Racer
    Star Wars Episode I: Racer | Star Wars Episode 1: Racer
    Star Wars Episode III: Revenge of the Sith | Star Wars Episode II: Attack of the Clones
    Star Wars: Episode VI | Star Wars: Episode IV
    XIII Century | 13 Century
    XIII Century | XIV Century
    Louis XIV | Louis XVI
    Pope John XXIII | Pope John 23
    Super C | Super 100
    Super X | Super 10
    Super X | Super Ten
    Super D | Super 500
    Super I | Super 1
    Super I | Super II
    Super 1 | Super
    Super Mario I | Super Mario 1
    Zone MIX | Zone 1009
    Area LI | Area 51
    Tetris DX | Tetris 510
    Tetris CD | Tetris 400
    Civ | Civ II
    Mix Master | M 9 Master
    Six Guns | S 9 Guns
    Vix Hero | 5 9 Hero
    Kivi Quest | K 6 Quest
    Hero I | Hero 1
    Hero I | Hero l
    Hero O | Hero 0
    Hero Oo | Hero 00
    Agent OO7 | Agent 007`),
  'digits for letters': pairs(`
    Sh0ck | Shock
    L33t Hero | Leet Hero
    S4 League | SA League
    F3AR | FEAR
    F.3.A.R. | F.E.A.R. 3
    Thi4f | Thief 4
    Scre4m | Scream 4
    Tak3n | Taken 3
    Fant4stic | Fantastic Four
    Fant4stic | Fantastic
    2 Fast 2 Furious | Too Fast Too Furious
    2 Fast 2 Furious | Two Fast Two Furious
    4 Ever Heroes | Forever Heroes
    4Ever Heroes | Four Ever Heroes
    B4 the Storm | Before the Storm
    Gr8 Heroes | Great Heroes
    U2 Live | You Too Live
    K9 Patrol | Canine Patrol
    K9 Patrol | K-10 Patrol`),
  'letters before a word': pairs(`
    X2: X-Men United | X3: X-Men United
    XMEN | X-Men 2
    Xmen | X M En
    I-Ninja | I, Ninja 2
    eFootball | E-Football 2
    eFootball 2022 | eFootball 2023
    E-Motion | Emotion
    e-Racer | Eracer
    U-Boot | Uboot 2
    U-Turn | Uturn 2
    O-Mega | Omega
    A-Lone | Alone
    A-Live | Alive
    E-Voke | Evoke
    A-Way Team | Away Team
    A-Mazing Cats | Amazing Cats`),
  'syllables that a mark parts, once more': pairs(`
    Be-Low | Below
    Be-Hold | Behold
    Be-Ware Hero | Beware Hero
    For-Give | Forgive
    For-Tune | Fortune
    Over-Come | Overcome
    Over-Lord | Over Lord 2
    Out-Run | OutRun 2
    Up-Set | Upset
    In-To Space | Into Space
    To-Day | Today
    Man-Age | Manage 2
    Cat-Nap | Catnap 2
    Think-King | Thinking
    Is-Land | Island
    No-Body | Nobody
    No-Where | Nowhere
    No-Thing | Nothing
    Al-One | Alone
    Some-One | Someone
    Any-One | Anyone
    At-One | Atone
    Th-One | Throne
    Re-Venge | Revenge
    Re-Born | Reborn
    Re-Turn | Return
    Re:Zero | Rezero
    Re:Zero | Re:Zero 2
    Re:Birth | Rebirth
    Re:Mind | Remind
    Re:Member | Remember
    Re.Member | Remember 11`),
  'a letter that makes another word': pairs(`
    S-Express | Sexpress
    C-Ops | Cops
    R-Age | Rage
    T-Error | Terror
    B-Oat Race | Boat Race
    G-Ape | Gape
    P-Arty Land | Party Land`),
  'initials that are a word': pairs(`
    D.E.A.D. | Dead
    D.E.A.D. Zone | Dead Zone
    K.I.L.L. | Kill
    T.R.A.G. | Trag
    O.D.T. | ODT 2
    A.I.R. | Air
    C.A.R. Racer | Car Racer
    R.O.B. Stack | Rob Stack
    B.O.B. | Bob
    B.O.B. | Bob 2
    S.S. Lucifer | SS Lucifer 2
    S.P.A.C.E. | Space
    P.O.W. | Pow
    P.O.W. | POW 2
    P.N.03 | PN 3
    T.E.S.T. Drive | Test Drive
    V.I.P. | Vip 2
    I.S.S. | ISS 2
    K-I-S-S | Kiss
    Z.O.E. | Zoe
    S.W.A.T. 3 | Swat 3
    D.I.G. | Dig
    L.A. Noire | La Noire
    L.A. Rush | La Rush
    U.N. Squadron | Un Squadron
    E.T. Quest | Et Quest
    G.O. Racer | Go Racer
    D.O. Hero | Do Hero
    I.N. Zone | In Zone
    A.S. Hero | As Hero
    N.O. Fear | No Fear
    N.O. Fear | Fear
    O.F. Hero | Of Hero
    A.N.D. Gate | And Gate
    A.N.D. Gate | Gate
    T.H.E. Game | The Game
    T.H.E. Game | Game
    T.H.E. Fox | The Fox`),
  'small words alone': pairs(`
    A. Kestrel | Kestrel
    A. Kestrel | A Kestrel
    A: Kestrel | Kestrel
    A - Kestrel | Kestrel
    The - Kestrel | Kestrel
    And Kestrel | Kestrel
    Of Kestrel | Kestrel
    No: Kestrel | Kestrel
    No - Kestrel | Kestrel
    Kestrel of the | Kestrel
    Kestrel A | Kestrel
    Kestrel The | Kestrel
    Kestrel, A | A Kestrel 2
    Kestrel And | Kestrel
    Kestrel & | Kestrel
    & Kestrel | Kestrel
    + Kestrel | Kestrel`),
  'signs of any kind': pairs(`
    Kestrel +1 | Kestrel 1
    Kestrel + 1 | Kestrel 1
    Kestrel & 1 | Kestrel + 1 2
    Kestrel 1+ | Kestrel 1
    Kestrel 2+ | Kestrel 2 Plus
    Kestrel -2 | Kestrel 2
    Kestrel ~2 | Kestrel 2 ~ 2
    Kestrel (2) | Kestrel 3
    Kestrel *2 | Kestrel * 3
    Kestrel x2 | Kestrel 2
    Kestrel x2 | Kestrel ×3
    Kestrel ^2 | Kestrel 2
    Kestrel 1² | Kestrel 12
    Kestrel 2^2 | Kestrel 22
    Kestrel 10^6 | Kestrel 106
    Kestrel √2 | Kestrel 2
    √Letter | Letter
    Root Letter | √Letter
    Root √ Letter | Root Letter
    Kestrel π | Kestrel Pi
    Kestrel ∞ | Kestrel
    Kestrel ∞ | Kestrel 8
    Kestrel ∑ | Kestrel Σ
    Kestrel ≠ Zero | Kestrel = Zero
    Kestrel ≠ Zero | Kestrel Zero
    Kestrel = Zero | Kestrel Zero 2
    Kestrel → Zero | Kestrel ← Zero
    Kestrel → Zero | Kestrel Zero
    Kestrel ↑ | Kestrel ↓
    Kestrel ↑ | Kestrel
    Kestrel ½ | Kestrel
    Kestrel ½ | Kestrel 2
    Kestrel ¾ | Kestrel ½
    Kestrel ¾ | Kestrel 34
    Kestrel 3/4 | Kestrel 34
    Kestrel 3-4 | Kestrel 34
    Kestrel 3.4 | Kestrel 34
    Kestrel 3:4 | Kestrel 34
    Kestrel 3|4 | Kestrel 34
    Kestrel 3'4 | Kestrel 34
    Kestrel 3°4 | Kestrel 34
    Kestrel 3_4 | Kestrel 34
    Kestrel 3;4 | Kestrel 34
    Kestrel 3,4 | Kestrel 34
    Kestrel 3~4 | Kestrel 34
    Kestrel 3–4 | Kestrel 34
    Kestrel 3+4 | Kestrel 34
    Kestrel 3×4 | Kestrel 34
    Kestrel 3÷4 | Kestrel 34
    Kestrel 3=4 | Kestrel 34
    Kestrel 3·4 | Kestrel 34
    Kestrel 3 4 | Kestrel 34
    Kestrel 3/4 | Kestrel 3.4
    Kestrel 3.4 | Kestrel 3:4
    Kestrel 3×4 | Kestrel 3+4
    Kestrel 3·4 | Kestrel 3.4
    Kestrel 3,4 | Kestrel 3.4
    Kestrel 3_4 | Kestrel 3.4
    Kestrel 3° | Kestrel 3
    Kestrel 3% | Kestrel 3
    Kestrel 3‰ | Kestrel 3
    Kestrel 3‰ | Kestrel 3%
    Kestrel § 3 | Kestrel 3
    Kestrel §3 | Kestrel ¶3
    Kestrel † | Kestrel ‡
    Kestrel † | Kestrel
    Kestrel … | Kestrel 2
    Kestrel № 5 | Kestrel No. 6
    Kestrel № 5 | Kestrel 5
    Kestrel № 5 | Kestrel No. 5 2
    Kestrel #5 | Kestrel 5 2
    Kestrel ª | Kestrel º
    Kestrel ª | Kestrel
    Kestrel ¹ | Kestrel
    Kestrel ¹ | Kestrel ²
    Kestrel ⁻¹ | Kestrel ¹
    Kestrel ⑴ | Kestrel ⑵
    Kestrel Ⓐ | Kestrel Ⓑ
    Kestrel Ⓐ | Kestrel
    Kestrel 🅰 | Kestrel 🅱
    Kestrel 🅰 | Kestrel
    Kestrel α | Kestrel β
    Kestrel α | Kestrel
    Kestrel א | Kestrel
    Kestrel ♂ | Kestrel ♀
    Kestrel ♂ | Kestrel
    Nidoran ♂ | Nidoran ♀ Quest
    Kestrel ☺ | Kestrel ☹
    Kestrel 💀 | Kestrel
    Kestrel 💀💀 | Kestrel 💀
    Kestrel $ | Kestrel €
    Kestrel $$ | Kestrel $
    Kestrel ©2 | Kestrel 2 2
    Kestrel ♠ | Kestrel ♣
    Kestrel ♪ | Kestrel ♫
    Kestrel ♪ | Kestrel ♪♪
    Kestrel ★★ | Kestrel ★
    Kestrel ★ | Kestrel ☆`),
}
