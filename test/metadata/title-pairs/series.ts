/** Titles that are easily taken for each other, a ninth table: of real series, in all scripts. */
import { pairs, type TitlePair } from './title-pairs.ts'

/** Two games, alike enough that a person should see the one where the other is not known. */
export const SERIES_NEAR_MISSES: Readonly<Record<string, readonly TitlePair[]>> = {
  'Japanese in Latin letters, once more': pairs(`
    Shōnen Jump | Shonen Jump 2
    Tōkyō Bus | Toukyou Bus
    Tōkyō Bus | Tookyoo Bus
    Ōkami | Ookami
    Ōkami | Okami 2
    Ookami to Koushinryou | Okami to Koshinryo
    Ryu ga Gotoku | Ryuu ga Gotoku
    Ryuu ga Gotoku Kenzan | Ryuu ga Gotoku Ishin
    Sangokushi wo Kau | Sangokushi o Kau
    Tsunami Riders | Tunami Riders
    Jūbei Quest | Juubei Quest
    Zyuubei Quest | Juubei Quest
    Shinnyuu Shain Tooru-kun | Shin'nyuu Shain Toru-kun
    Obaasan no Quest | Obasan no Quest
    Ojiisan no Quest | Ojisan no Quest
    Yuuki no Uta | Yuki no Uta
    Kuuki Senki | Kuki Senki
    Soukou Kihei | Sokou Kihei
    Koukou Yakyuu | Kokou Yakyuu
    Shoujo Kakumei | Shojo Kakumei
    Shoujo Senki | Shounen Senki
    Juu no Michi | Ju no Michi
    Go no Senshi | Go Senshi
    Igo Meijin | I Go Meijin`),
  'series of Japan': pairs(`
    Shougi Meikan '96 | Shougi Meikan '97
    Momotarou Dentetsu 7 | Momotarou Dentetsu VIII
    Momotarou Dentetsu | Momotaro Dentetsu Happy
    Momotarou Dentetsu Happy | Super Momotarou Dentetsu
    Kamen Rider Kuuga | Kamen Rider Agito
    Kamen Rider Ryuki | Kamen Rider Ryuuki
    Houshin Engi | Hoshin Engi 2
    Dragon Quest Monsters: Terry no Wonderland | Dragon Quest Monsters: Terry no Wonderland 3D
    Saint Seiya: Ougon Densetsu | Saint Seiya: Ougon Densetsu Kanketsu Hen
    Saint Seiya: Ougon Densetsu | Saint Seiya: Ogon Densetsu 2
    Jikkyou Powerful Pro Yakyuu 10 | Jikkyou Powerful Pro Yakyuu X
    Jikkyou Powerful Pro Yakyuu 98 Kaimakuban | Jikkyou Powerful Pro Yakyuu 98 Ketteiban
    Pro Yakyuu Family Stadium | Family Stadium
    Super Famista 2 | Super Famista 3
    Moero! Pro Yakyuu | Moero!! Pro Tennis
    Gakkou no Kaidan | Gakkou de Atta Kowai Hanashi
    Kidou Senshi Gundam 0079 | Kidou Senshi Gundam 0080
    Kidou Senshi Z Gundam | Kidou Senshi Gundam ZZ
    Kidou Senshi Gundam Seed | Kidou Senshi Gundam Seed Destiny
    Mahjong Gakuen | Mahjong Gakuen 2
    Mahjong Kakutou Club | Majan Kakutou Club
    Game Tengoku | Game no Tengoku
    Super Real Mahjong PIV | Super Real Mahjong PV
    Super Real Mahjong P5 | Super Real Mahjong PV
    Super Real Mahjong PII | Super Real Mahjong P3
    Idol Janshi Suchie-Pai | Idol Janshi Suchie-Pai II
    Idol Janshi Suchie-Pai II | Idol Janshi Suchie-Pai Remix
    Tokimeki Memorial Drama Series Vol. 1 | Tokimeki Memorial Drama Series Vol. 2
    Sakura Taisen GB | Sakura Taisen GB2
    Sakura Taisen V | Sakura Taisen V Episode 0
    Langrisser I & II | Langrisser II
    Der Langrisser FX | Der Langrisser
    Front Mission 1st | Front Mission
    Front Mission First | Front Mission 1st 2
    Romancing SaGa | Romancing SaGa: Minstrel Song
    Romancing SaGa 2 | Romancing SaGa II Remake
    SaGa 2 | SaGa 2: Hihou Densetsu
    SaGa 3 | SaGa III: Shadow or Light
    Makai Toushi SaGa | SaGa
    Live A Live | Live Live
    Live A Live | LiveALive
    Bahamut Lagoon | Bahamut Lagoon 2
    Rudra no Hihou | Rudora no Hihou
    Treasure of the Rudras | Treasure of Rudra
    Trials of Mana | Legend of Mana
    Sword of Mana | Secret of Mana
    Secret of Evermore | Secret of Mana
    Chrono Trigger | Chrono Trigger: Crimson Echoes
    Radical Dreamers | Radical Rex
    Soul Blazer | Soul Blader
    Soul Calibur | Soul Edge
    SoulCalibur | SoulCalibur: Broken Destiny
    Soulcalibur II HD Online | SoulCalibur II
    Robotrek | Robo Trek 2
    E.V.O.: Search for Eden | EVO 2: Search for Eden
    46 Okunen Monogatari | 4.6 Okunen Monogatari
    Uchuu Senkan Yamato | Uchu Senkan Yamato 2199
    Space Battleship Yamato | Space Battleship Yamato 2199`),
  'series of platforms and puzzles': pairs(`
    Tetris Battle Gaiden | Tetris Battle
    Tetris & Dr. Mario | Dr. Mario & Tetris
    Super Mario Collection | Super Mario All-Stars
    Kirby's Fun Pak | Kirby Super Star
    Donkey Kong Country | Donkey Kong Country Returns
    Donkey Kong '94 | Donkey Kong
    Donkey Kong Classics | Donkey Kong
    Mario's Picross | Mario's Super Picross
    Picross e | Picross e2
    Picross NP Vol. 1 | Picross NP Vol. 2
    Picross 2 | Mario's Picross 2
    Wario's Woods | Wario Land
    Game & Watch Gallery 2 | Game & Watch Gallery 3
    Game Boy Gallery | Game & Watch Gallery
    Pokemon Red | Pokemon FireRed
    Pocket Monsters Red | Pokemon Red
    Pokemon Gold | Pokemon HeartGold
    Pokemon Snap | New Pokemon Snap
    Pokemon Yellow | Pokemon Yellow: Special Pikachu Edition
    Pokemon Let's Go Pikachu | Pokemon Let's Go Eevee
    Pokemon Sword | Pokemon Shield
    Pokemon Mystery Dungeon: Blue Rescue Team | Pokemon Mystery Dungeon: Red Rescue Team
    Pokemon Ranger | Pokemon Ranger: Shadows of Almia
    Digimon World DS | Digimon World Dawn
    Yu-Gi-Oh! The Falsebound Kingdom | Yu-Gi-Oh! The Dawn of Destiny
    Yu-Gi-Oh! Duel Monsters 5 Expert 1 | Yu-Gi-Oh! Duel Monsters 6 Expert 2
    Sonic Adventure 2 | Sonic Adventure 2: Battle
    Sonic Heroes | Sonic Colors
    Sonic Colors | Sonic Colours
    Sonic Generations | Sonic Unleashed
    Sonic 3 Complete | Sonic 3
    Sonic & SEGA All-Stars Racing | Sonic & All-Stars Racing Transformed
    Team Sonic Racing | Sonic R
    Sonic '06 | Sonic the Hedgehog
    Sonic 06 | Sonic the Hedgehog 2006`),
  'teams, leagues and seasons': pairs(`
    Madden '93 | Madden NFL '94
    John Madden Football '93 | Madden NFL '93
    NBA Jam T.E. | NBA Jam Tournament Edition
    NBA Jam TE | NBA Jam T.E. 2
    NBA Jam | NBA Jam Extreme
    NBA Jam 99 | NBA Jam 2000
    NBA Hangtime | NBA Hang Time 2
    NBA ShootOut 97 | NBA ShootOut 98
    NFL Quarterback Club | NFL Quarterback Club 96
    NFL GameDay 99 | NFL GameDay 2000
    NHLPA Hockey '93 | NHL Hockey '93
    NHL '94 | NHL Hockey 94
    NHL 2001 | NHL 2K1
    NHL 01 | NHL 2001
    Triple Play 97 | Triple Play Gold
    Triple Play 2000 | Triple Play Baseball 2000
    All-Star Baseball '97 featuring Frank Thomas | All-Star Baseball 97
    Ken Griffey Jr.'s Slugfest | Ken Griffey Jr.'s Winning Run
    PGA Tour 96 | PGA European Tour
    PGA Tour Golf | PGA Tour Golf II
    PGA Tour Golf III | PGA Tour 3
    International Superstar Soccer 64 | International Superstar Soccer 98
    ISS Pro | International Superstar Soccer Pro
    ISS 64 | International Superstar Soccer 64
    ISS 98 | International Superstar Soccer '98
    FIFA: Road to World Cup 98 | World Cup 98
    FIFA 97 | FIFA Soccer 97
    World Cup USA 94 | World Cup 98
    World Cup Italia '90 | World Cup 90
    Copa 90 | Coppa 90
    UEFA Euro 2004 | UEFA Euro 2008
    UEFA Euro '96 | UEFA Euro 96 England
    Premier Manager 97 | Premier Manager Ninety Seven
    Championship Manager 01-02 | Championship Manager 00-01
    Championship Manager 2 | Championship Manager 96-97
    Football Manager 2005 | Football Manager 2006
    Olympic Summer Games: Atlanta 1996 | Olympic Games: Atlanta 1996
    Nagano Winter Olympics '98 | Winter Olympics
    Lillehammer '94 | Winter Olympic Games: Lillehammer '94
    WWF WrestleMania: The Arcade Game | WWF WrestleMania
    WWF Super WrestleMania | WWF WrestleMania
    WWE SmackDown vs. Raw 2007 | WWE SmackDown vs. Raw 2008
    WWE SmackDown! Here Comes the Pain | WWE SmackDown! Shut Your Mouth
    WWE 12 | WWE 2012
    UFC: Throwdown | UFC: Tapout
    Fight Night Round 3 | Fight Night Round 4
    Knockout Kings 99 | Knockout Kings 2000
    Ready 2 Rumble Boxing | Ready 2 Rumble Boxing: Round 2
    Ready 2 Rumble | Ready to Rumble
    George Foreman's KO Boxing | George Foreman for Real`),
  cars: pairs(`
    Gran Turismo 3 A-spec | Gran Turismo 3
    Gran Turismo Concept | Gran Turismo 2000
    Need for Speed III: Hot Pursuit | Need for Speed: Hot Pursuit 2
    Need for Speed: Hot Pursuit | Need for Speed III: Hot Pursuit
    TOCA Race Driver 2 | TOCA Race Driver 3
    Colin McRae: DiRT | Colin McRae: DiRT 2
    Ridge Racer 64 | Ridge Racer DS
    Ridge Racers | Ridge Racer
    Ridge Racers 2 | Ridge Racer 2
    Ridge Racer V | Ridge Racer 6
    Rave Racer | Rage Racer
    Out Run | Out Run 2
    OutRun 2006: Coast 2 Coast | OutRun 2
    OutRun 2 SP | OutRun 2
    Battle OutRun | OutRun Europa
    V.R. Virtua Racing | Virtua Racing
    Sega Rally | Sega Rally Championship
    Sega Rally Championship | Sega Rally Championship Plus
    Sega Rally '95 | Sega Rally 2
    San Francisco Rush | San Francisco Rush 2049
    Rush 2 | Rush 2049`),
  'Cyrillic and Greek': pairs(`
    Ведьмак | Ведьмак 2
    Ведьмак 3 | Ведьмак III: Дикая охота
    Сталкер | Сталкер 2
    С.Т.А.Л.К.Е.Р. | Сталкер
    Корсары III | Корсары 3: Сундук
    Космические рейнджеры | Космические рейнджеры 2
    Космические рейнджеры ХД | Космические рейнджеры HD
    Герои меча и магии | Герои меча и магии II
    Герои меча и магии V | Герои меча и магии IV
    Тетрис | Тетрисы
    Черный плащ | Чёрный плащ 2
    Мой город | Мои города
    Война | Войны
    Танчики | Танки
    Танк V | Танк 5 V
    Чип и Дейл | Чип и Дейл 2
    Черепашки-ниндзя | Черепашки ниндзя 3
    Братья Марио 3 | Братья Марио 2
    Микки Маус и друзья | Микки Маус
    Ну погоди выпуск 1 | Ну погоди выпуск 2
    Вий | Вий 2`),
  Korean: pairs(`
    용과 같이 | 용과 같이 0
    용과 같이 제로 | 용과 같이 0
    파이널 판타지 7 | 파이널 판타지 VIII
    포켓몬스터 골드 | 포켓몬스터 실버
    슈퍼 마리오 | 슈퍼 마리오 월드
    둘리의 모험 | 둘리의 모험 2
    재즈잭래빗 | 재즈잭래빗 2
    창세기전 II | 창세기전 III
    피파 사커 | 피파 사커 2002
    스타크래프트 | 스타크래프트 II
    악튜러스 | 악튜러스 2
    하얀마음 백구 | 하얀마음 백구 2
    용기전승 | 용기전승 플러스
    임진록 | 임진록 2+
    임진록 2 | 임진록 2+
    위닝일레븐 8 | 위닝일레븐 9
    천년의 신화 | 천년의 신화 2`),
  Chinese: pairs(`
    三国志曹操传 | 三国志孔明传
    三国志 十 | 三国志 十一
    三国志X | 三国志XI
    三国志Ⅹ | 三国志10
    三国志ⅩⅠ | 三国志Ⅺ 2
    真三國無雙 | 真三國無雙2
    真三國無雙 | 真・三國無雙2
    真・三国無双 | 真三国無双 猛将伝
    金庸群侠传 | 金庸群侠传X
    金庸群俠傳 | 金庸群侠传
    流星蝴蝶剑 | 流星蝴蝶剑2
    大富翁四 | 大富翁4
    大富翁三 | 大富翁四
    幻想三国志 | 幻想三国志贰
    侠客游 | 侠客行
    剑侠情缘 | 剑侠情缘贰
    风色幻想 | 风色幻想II
    西遊記 | 西遊記世界
    西遊釋厄傳 | 西遊釋厄傳Super
    圣剑英雄传 | 圣剑英雄传II`),
  'kana and kanji': pairs(`
    魂斗羅 | 魂斗羅スピリッツ
    魂斗羅 | 超魂斗羅
    スーパー魂斗羅 | スーパー桃太郎電鉄
    桃太郎電鉄 | スーパー桃太郎電鉄
    桃太郎電鉄7 | 桃太郎電鉄V
    バイオハザード | バイオハザード2
    バイオハザード0 | バイオハザード
    バイオハザード コード:ベロニカ | バイオハザード コード:ベロニカ 完全版
    ストリートファイターII | ストリートファイターIIターボ
    ストリートファイターⅡ' | ストリートファイターⅡ''
    ストリートファイターZERO | ストリートファイターZERO2
    ストリートファイターZERO3 | ストリートファイターZERO3ダブルアッパー
    テトリス | テトリスDX
    テトリス2 | テトリス2+ボンブリス
    テトリス2+ボンブリス | スーパーテトリス2+ボンブリス
    ぷよぷよ | すーぱーぷよぷよ
    ぷよぷよ通 | すーぱーぷよぷよ通
    ぷよぷよ～ん | ぷよぷよ
    ぷよぷよSUN | ぷよぷよBOX
    パネルでポン | パネポン
    ロックマン | ロックマンワールド
    ロックマンDASH | ロックマンDASH2
    悪魔城ドラキュラX | 悪魔城ドラキュラXX
    悪魔城ドラキュラ 漆黒たる前奏曲 | 悪魔城ドラキュラ 黙示録
    ドラキュラ伝説 | ドラキュラ伝説II
    月下の夜想曲 | 悪魔城ドラキュラX 月下の夜想曲
    ときめきメモリアル2 | ときめきメモリアル3
    サクラ大戦 | サクラ大戦2
    サクラ大戦3 | サクラ大戦 3 リメンバー
    サクラ大戦GB | サクラ大戦GB2
    熱血高校ドッジボール部 | 熱血高校ドッジボール部 サッカー編
    ダウンタウン熱血物語 | ダウンタウン熱血行進曲
    いただきストリート | いただきストリート2
    スーパーロボット大戦 | 第2次スーパーロボット大戦
    第2次スーパーロボット大戦 | 第3次スーパーロボット大戦
    第二次スーパーロボット大戦 | 第三次スーパーロボット大戦
    スーパーロボット大戦α | スーパーロボット大戦β
    スーパーロボット大戦α外伝 | スーパーロボット大戦α
    スーパーロボット大戦A | スーパーロボット大戦R
    第2次スーパーロボット大戦α | 第3次スーパーロボット大戦α
    電車でGO! | 電車でGO!2
    電車でGO! | 電車でGO!!
    電車でGO！ | 電車でGO！プロ仕様
    ワンダースワン | ワンダースワンカラー
    プロ野球ファミリースタジアム'87 | プロ野球ファミリースタジアム'88
    ファミスタ'89開幕版!! | ファミスタ'90
    燃えろ!!プロ野球 | 燃えろ!!プロテニス
    燃えろ!!プロ野球 | 燃えプロ!
    究極ハリキリスタジアム | 究極ハリキリスタジアムIII
    がんばれゴエモン2 | がんばれゴエモン3
    がんばれゴエモン～ネオ桃山幕府のおどり～ | がんばれゴエモン～でろでろ道中～
    ゲゲゲの鬼太郎 | ゲゲゲの鬼太郎2
    キン肉マン | キン肉マン マッスルタッグマッチ
    聖闘士星矢 | 聖闘士星矢 完結編
    北斗の拳 | 北斗の拳2
    北斗の拳3 | 北斗の拳4
    機動戦士Zガンダム | 機動戦士ZZガンダム
    ガチャポン戦士2 | ガチャポン戦士3
    SDガンダムワールド ガチャポン戦士 | SDガンダムワールド ガチャポン戦士2
    信長の野望 覇王伝 | 信長の野望 天翔記
    大航海時代Ⅱ | 大航海時代Ⅲ
    ギレンの野望 | ギレンの野望 ジオンの系譜`),
  'languages of Europe': pairs(`
    ΠΟΛΕΜΟΣ | Πόλεμος 2
    Ήρωες | Ήρωας
    Zelda no Densetsu: Kamigami no Triforce | Zelda no Densetsu: Yume o Miru Shima
    Asterix et Obelix | Asterix & Obelix XXL
    Asterix und Obelix | Asterix and Obelix XXL
    Asterix & Obelix XXL | Asterix & Obelix XXL 2
    Asterix chez les Bretons | Asterix chez Rahazade
    Les Schtroumpfs | Les Schtroumpfs 2
    Die Schlümpfe | Die Schluempfe
    Die Siedler | Die Siedler II
    Die Siedler III | Siedler III 2
    Siedler 2 | Die Siedler II 3
    Die Hard | Die Hard Trilogy
    Das Boot | Das Boot 2
    Der Clou | Der Clou! 2
    Der Clou! | Der Clou
    Der Planer | Der Planer 3
    Anno 1602 | Anno 1503
    Anno 1602 | Anno 1701
    Lernen mit Lucky Luke | Lucky Luke
    Wer wird Millionär | Wer wird Millionär 2
    Wer wird Millionaer | Wer wird Millionär? 2. Edition
    Fußball Total | Fussball Total 2
    Fußball Manager 97 | Fussball Manager 98
    Winterspiele 94 | Winter Spiele 98
    El Cid | El Cid 2
    La Abadía del Crimen | La Abadia del Crimen Extensum
    Fútbol Total | Futbol Total 2
    PC Fútbol 4.0 | PC Fútbol 5.0
    PC Fútbol 4.0 | PC Fútbol 40
    Año 2000 | Ano 3000
    España 82 | Espana 92
    Navy Moves | Army Moves
    Game Over | Game Over II
    Hollywood Monsters | Hollywood Monsters 2
    Commandos: Más allá | Commandos: Detrás
    Le Tour de France 2005 | Le Tour de France 2006
    Les Chevaliers de Baphomet | Les Chevaliers de Baphomet II
    Croc: Legend of the Gobbos | Croc 2
    Un, Deux, Trois Soleil | Un Deux Trois 2
    L'Île du Dr. Moreau | L'Ile du Docteur Moreau
    Alfred Chicken | Alfred J. Chicken`),
  'licensed names': pairs(`
    Street Fighter: The Movie | Street Fighter The Movie 2
    Street Fighter: The Movie | Street Fighter: Real Battle on Film
    Mortal Kombat Advance | Mortal Kombat: Deadly Alliance
    Mortal Kombat Mythologies: Sub-Zero | Mortal Kombat: Special Forces
    Mortal Kombat 4 | Mortal Kombat Gold
    Primal Rage | Primal Rage II
    Eternal Champions | Eternal Champions: Challenge from the Dark Side
    Shaq-Fu | Shaq Fu: A Legend Reborn
    Batman Forever | Batman Forever: The Arcade Game
    Batman: The Video Game | Batman: The Animated Series
    Batman: Return of the Joker | Batman Returns
    The Adventures of Batman & Robin | Batman & Robin
    Superman | Superman 64
    Superman: The New Adventures | Superman: The New Superman Adventures
    Spider-Man 2 | Spider-Man 2: Enter Electro
    Spider-Man vs. The Kingpin | The Amazing Spider-Man vs. The Kingpin
    X-Men: Mutant Academy | X-Men: Mutant Academy 2
    X-Men: Children of the Atom | X-Men: Mojo World
    X-Men 2: Clone Wars | X-Men
    Iron Man | Iron Man 2
    The Incredible Hulk | The Incredible Hulk: Ultimate Destruction
    Hulk | The Incredible Hulk
    Fantastic Four | Fantastic 4
    Fantastic Four | Fantastic Four: Rise of the Silver Surfer
    RoboCop | RoboCop versus The Terminator
    RoboCop vs. The Terminator | RoboCop versus The Terminator 2
    T2: The Arcade Game | Terminator 2: The Arcade Game
    T2: Judgment Day | Terminator 2: Judgment Day
    Terminator 2: Judgment Day | Terminator 2: Judgement Day
    The Terminator | Terminator 3
    Alien 3 | Alien Trilogy
    Aliens vs. Predator | Alien vs. Predator
    AVP | Alien vs. Predator
    Predator | Predator 2
    Jurassic Park | Jurassic Park III
    Jurassic Park: Rampage Edition | Jurassic Park
    Jurassic Park III: The DNA Factor | Jurassic Park III: Park Builder
    The Lion King | The Lion King: Simba's Mighty Adventure
    The Lion King II | The Lion King
    Aladdin | Aladdin in Nasira's Revenge
    Disney's Aladdin | Aladdin
    Walt Disney's The Jungle Book | The Jungle Book
    Toy Story | Toy Story 2
    Toy Story 2: Buzz Lightyear to the Rescue! | Toy Story Racer
    A Bug's Life | Bugs Life 2
    Bugs! | Bug!
    Bug | Bug Too
    Castle of Illusion Starring Mickey Mouse | World of Illusion Starring Mickey Mouse and Donald Duck
    Land of Illusion | Castle of Illusion
    Quackshot Starring Donald Duck | Quackshot 2
    DuckTales | DuckTales 2
    DuckTales | DuckTales Remastered
    Chip 'n Dale: Rescue Rangers | Chip 'n Dale: Rescue Rangers 2
    TaleSpin | Tale Spin 2
    Tiny Toon Adventures | Tiny Toon Adventures 2: Trouble in Wackyland
    Tiny Toon Adventures: Buster Busts Loose! | Tiny Toon Adventures: Buster's Hidden Treasure
    Looney Tunes | Looney Tunes Racing
    The Simpsons | The Simpsons Game
    The Simpsons: Hit & Run | The Simpsons: Road Rage
    Bart vs. the Space Mutants | The Simpsons: Bart vs. the Space Mutants
    South Park | South Park Rally
    Star Trek: The Next Generation | Star Trek: Deep Space Nine
    Star Trek: 25th Anniversary | Star Trek
    Star Trek V: The Final Frontier | Star Trek VI
    Star Wars: Dark Forces | Star Wars: Dark Forces II
    Jedi Knight II | Jedi Knight: Dark Forces II
    Star Wars Jedi Knight II: Jedi Outcast | Star Wars Jedi Knight: Jedi Academy
    Super Star Wars | Star Wars
    Super Star Wars: Return of the Jedi | Star Wars: Return of the Jedi
    The Empire Strikes Back | Star Wars: The Empire Strikes Back
    Indiana Jones and the Last Crusade | Indiana Jones and the Temple of Doom
    Indiana Jones' Greatest Adventures | Indiana Jones and the Fate of Atlantis
    The Young Indiana Jones Chronicles | Young Indiana Jones: Instrument of Chaos
    Harry Potter and the Sorcerer's Stone | Harry Potter and the Philosopher's Stone
    Harry Potter and the Deathly Hallows: Part 1 | Harry Potter and the Deathly Hallows: Part 2
    Harry Potter and the Chamber of Secrets | Harry Potter und die Kammer des Schreckens
    The Chronicles of Narnia | The Chronicles of Narnia: Prince Caspian
    Shrek 2 | Shrek the Third
    Shrek the Third | Shrek 3
    Madagascar | Madagascar: Escape 2 Africa
    Ice Age | Ice Age 2: The Meltdown
    Cars | Cars 2
    Cars | Car
    Home Alone 2: Lost in New York | Home Alone
    Ghostbusters | Ghostbusters II
    New Ghostbusters II | Ghostbusters II
    The Real Ghostbusters | Ghostbusters
    Gremlins 2: The New Batch | Gremlins
    Back to the Future | Back to the Future Part II & III
    Back to the Future III | Back to the Future Part III
    Dirty Harry | Dirty Larry
    Rocky | Rocky Legends
    Lethal Weapon 3 | Lethal Weapon
    The Untouchables | Untouchable
    Cliffhanger | Cliff Hanger 2
    Waterworld | Water World 2
    Demolition Man | Demolition Racer
    James Bond 007: The Duel | James Bond Jr.
    007: Nightfire | 007: Agent Under Fire
    007: Everything or Nothing | James Bond 007: Everything or Nothing 2
    GoldenEye 007 | GoldenEye 007: Reloaded`),
  'series that end with their name': pairs(`
    Famicom Wars | Advance Wars
    Battalion Wars | Famicom Wars
    Game Boy Wars | Famicom Wars
    Star Wars | Robot Wars
    Parasol Stars | Rainbow Stars
    Majin Tensei | Shin Megami Tensei
    Shinobi Gaiden | Ninja Gaiden
    Toy Soldiers | Plastic Soldiers
    Mice Maze | Mouse Maze
    2 Fast Cars | 2 Furious Cars
    Primera Mision | Segunda Mision
    Kitchen Panic | Jungle Panic`),
  'names that end one and begin the other': pairs(`
    Mike Tyson's Punch-Out!! | Punch-Out!! Featuring Mr. Dream
    Adventures of Tom Sawyer | Tom Sawyer no Bouken
    Shadow Warriors: Ninja Gaiden | Ninja Gaiden II
    Bokujou Monogatari: Harvest Moon | Harvest Moon: Back to Nature
    Donkey Kong Country: Competition Cartridge | Super Donkey Kong
    Marvel Super Heroes vs. Street Fighter | Street Fighter Collection
    Private Collection: Tokimeki Memorial | Tokimeki Memorial Taisen Puzzledama`),
  'names before a subtitle, and with an s': pairs(`
    Kirby's Adventure | Kirby - Nightmare in Dream Land
    Bonk's Big Adventure | Bonk - The Return of the Caveman
    Rocket - The Long Way Home from Saturn | Rocket's Tournament of Champions`),
}
