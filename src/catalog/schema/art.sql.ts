/** The tables of pictures: what was read of files, and what others were made of them. */

export const ART_TABLES = `
-- (cache) pictures that were read, by where they lie: read again when size or time differ
create table picture_file (
  path text primary key, size real not null, mtime real not null, sha1 blob not null, format text not null,
  width integer not null, height integer not null
) strict, without rowid;
create index picture_file_sha1 on picture_file (sha1);
-- (cache) what came out when a picture was made smaller or converted, by what was wanted of which
create table developed_picture (recipe blob primary key, sha1 blob not null, size integer not null) strict, without rowid;
`
