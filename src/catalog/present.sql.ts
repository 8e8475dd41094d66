/** Whether somebody still has a content. */

/**
 * A file that is there holds it, as it is or as a member of an archive.
 * @param content SQL for the id of a row of `rom_file`
 */
export function isPresent(content: string): string {
  return `(exists (select 1 from file_instance f where f.rom_file_id = ${content} and f.status = 'present')
    or exists (select 1 from archive_member a join file_instance f on f.rom_file_id = a.archive_id
      where a.rom_file_id = ${content} and f.status = 'present'))`
}
