/** The tables of companies: every string that sources write, and the company it is. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { companyCore, companyForm } from './form.ts'
import { bestSpelling, type CanonicalCompany, type CompanyResolver } from './resolve.ts'
import { COMPANY_SEED } from './seed.ts'
import { slips } from './slips.ts'

interface CompanyWriter {
  /** Enters a string, if it is new. Returns false for what is no name, and then nothing may refer to it. */
  enter(name: string): boolean
  /** Gives companies that nobody named the best of their spellings, whatever came first. To be called at the end. */
  finish(): void
}

/** In the transaction of an import. */
export function companyWriter(db: Db, resolve: CompanyResolver): CompanyWriter {
  const isKnown = prepareOnce(db, 'select 1 from company_alias where name = ?')
  const insert = prepareOnce(
    db,
    'insert into company_alias (name, form, group_id, source) values (?, ?, ?, ?)',
  )
  return {
    enter(name) {
      if (isKnown.get(name) !== undefined) return true
      const company = resolve(name)
      if (!company) return false
      insert.run(name, company.form, groupOf(db, company), company.source)
      return true
    },
    finish: () => nameUnnamed(db),
  }
}

/**
 * Resolves every string anew, as the config and the decisions have it now, and enters the companies curator ships with
 * their links. What names companies stays as it is: releases refer to strings.
 */
export function syncCompanies(db: Db, resolve: CompanyResolver): void {
  db.transaction(() => {
    const move = prepareOnce(db, 'update company_alias set form = ?, group_id = ?, source = ? where name = ?')
    for (const name of prepareOnce(db, 'select name from company_alias order by name')
      .pluck()
      .all() as string[]) {
      const company = resolve(name)
      if (company) move.run(company.form, groupOf(db, company), company.source, name)
    }
    enterSeed(db, resolve)
    prepareOnce(
      db,
      `delete from company where id not in (
         select g.company_id from company_alias_group g join company_alias a on a.group_id = g.id)`,
    ).run()
    nameUnnamed(db, 1)
  })()
}

/** Strings that no release has any more, because what said them was taken out; but for those that curator ships. */
export function dropUnsaid(db: Db): void {
  const shipped = COMPANY_SEED.flatMap(({ name, aliases }) => [name, ...aliases])
  prepareOnce(
    db,
    `delete from company_alias where name not in (select value from json_each(?))
       and not exists (select 1 from release_developer d where d.alias = company_alias.name)
       and not exists (select 1 from release_publisher p where p.alias = company_alias.name)`,
  ).run(JSON.stringify(shipped))
}

function enterSeed(db: Db, resolve: CompanyResolver): void {
  const writer = companyWriter(db, resolve)
  for (const { name, aliases } of COMPANY_SEED) for (const text of [name, ...aliases]) writer.enter(text)
  prepareOnce(db, 'delete from company_link').run()
  const link = prepareOnce(
    db,
    `insert or ignore into company_link (company_id, relation, other_id)
     select a.company_id, ?, b.company_id from v_company_canonical a, v_company_canonical b
     where a.name = ? and b.name = ? and a.company_id <> b.company_id`,
  )
  for (const { name, links = [] } of COMPANY_SEED)
    for (const { relation, to } of links) link.run(relation, name, to)
}

/** A company that is there already may be called otherwise by the user's word, in spelling alone. */
function groupOf(db: Db, { name, form, source }: CanonicalCompany): number {
  const known = prepareOnce(
    db,
    'select g.id, c.name from company c join company_alias_group g on g.company_id = c.id where c.form = ?',
  ).get(form) as { readonly id: number; readonly name: string } | undefined
  if (known && source !== 'spelling' && known.name !== name)
    prepareOnce(db, 'update company set name = ? where form = ?').run(name, form)
  if (known) return known.id
  const company = prepareOnce(db, 'insert into company (name, form) values (?, ?)').run(
    name,
    form,
  ).lastInsertRowid
  return Number(
    prepareOnce(db, 'insert into company_alias_group (company_id) values (?)').run(company).lastInsertRowid,
  )
}

/** @param fewest spellings: one alone is the name, unless somebody said another before */
function nameUnnamed(db: Db, fewest = 2): void {
  const rows = prepareOnce(
    db,
    `select c.id, c.name, json_group_array(a.name) from company c
       join company_alias_group g on g.company_id = c.id join company_alias a on a.group_id = g.id
     group by c.id having count(*) >= ? and min(a.source = 'spelling') = 1`,
  )
  const rename = prepareOnce(db, 'update company set name = ? where id = ?')
  for (const [id, name, spellings] of rows.raw().all(fewest) as [number, string, string][]) {
    const best = bestSpelling(JSON.parse(spellings) as string[])
    if (best !== name) rename.run(best, id)
  }
}

/**
 * Companies of one name but for what they do (`Human`, `Human Entertainment`), or for one letter (`Konami`, `Konmai`),
 * may be one: for people to decide. Returns how many suggestions there are.
 * @param apart lists of names of which no two are one company, as the user decided
 */
export function suggestCompanies(db: Db, apart: readonly (readonly string[])[] = []): number {
  const different = new Set(apart.flatMap((names) => pairsOf(names.map(companyForm))))
  return db.transaction(() => {
    prepareOnce(db, 'delete from company_suggestion').run()
    const linked = prepareOnce(
      db,
      `select 1 from company_link where (company_id = ? and other_id = ?) or (other_id = ? and company_id = ?)`,
    )
    const add = prepareOnce(
      db,
      'insert or ignore into company_suggestion (company_id, other_id, why) values (?, ?, ?)',
    )
    let count = 0
    const suggest = (one: Named, first: Named, why: string): void => {
      if (linked.get(one.id, first.id, first.id, one.id) !== undefined) return
      if (!different.has(`${one.form} ${companyForm(first.name)}`))
        count += add.run(one.id, first.id, why).changes
    }
    const rows = prepareOnce(
      db,
      'select id, name, form from company order by length(form), form',
    ).all() as Named[]
    const byCore = new Map<string, Named>()
    for (const one of rows) {
      const core = companyCore(one.form)
      const first = byCore.get(core)
      if (!first) byCore.set(core, one)
      else suggest(one, first, 'differ only in what they do')
    }
    for (const [first, second] of slips(rows.map(({ form }) => form))) {
      const [one, other] = [rows[second], rows[first]]
      if (one && other) suggest(one, other, 'differ by a letter')
    }
    return count
  })()
}

interface Named {
  readonly id: number
  readonly name: string
  readonly form: string
}

/** Each with each, in both orders. */
function pairsOf(forms: readonly string[]): string[] {
  return forms.flatMap((a) => forms.flatMap((b) => (a === b ? [] : [`${a} ${b}`])))
}
