/** What the name of a file says of its content: the facts of a release name, whatever tool wrote it. */
import type { ReleaseFacts } from '../../names/facts.ts'
import { releaseNameParser } from '../../names/parse.ts'

/** Ids that scrapers of artwork put into names: `Game (igdb-1234).zip`. */
const SCRAPER_TAG = /\s*[([](?:igdb|moby|ssfr|ra|tgdb|sgdb|hltb|launchbox|hasheous)-[^)\]]*[)\]]/gi
/** Signs of GoodTools: single letters for regions, and the mark of a verified dump. */
const GOOD_TOOLS = /\((?:[UEJWFGSIKA]|J?UE?|JE|JUE)\)|\[!\]/
/** No system has longer ones. */
const LONGEST_NAME = 300

/** For one name. @param stem without folder and extension */
export function factsOfName(stem: string): ReleaseFacts {
  return nameReader()(stem)
}

/** For many names: what their tags mean is looked up once. */
export function nameReader(): (stem: string) => ReleaseFacts {
  const plain = releaseNameParser()
  const goodTools = releaseNameParser({ dialect: 'goodtools' })
  return (stem) => {
    const name = spaced(stem.slice(0, LONGEST_NAME)).replace(SCRAPER_TAG, '').trim()
    return GOOD_TOOLS.test(name) ? goodTools(name) : plain(name)
  }
}

/** Some tools write no spaces. */
function spaced(stem: string): string {
  return stem.includes(' ') ? stem : stem.replaceAll('_', ' ')
}
