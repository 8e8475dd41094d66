/**
 * Of a game `g`: the name of the zip that it is listed as. libretro's lists of arcade sets have titles for games, and one
 * file for each, whose name is the only short one: `Metal Slug - Super Vehicle-001` is `mslug.zip`.
 */
export const SET_NAME = `(
  select case when z.name like '%.zip' then substr(z.name, 1, length(z.name) - 4) end
  from dat_rom z where z.game_id = g.id order by z.id limit 1)`
