/**
 * Takes secrets out of texts, before they are kept, shown or compared. Providers put them into addresses that they
 * send back: ScreenScraper repeats our whole request in every answer.
 */

/** Names of parameters whose values are secret, whatever they are. */
const PARAMETERS =
  /\b(devid|devpassword|ssid|sspassword|api_?key|client_id|client_secret|access_token|token|password|[yz])=([^&"'\s<>\\]+)/gi
/** Only values this long are looked for in running text: shorter ones would be found in innocent words. */
const SHORTEST = 4

const SCRUBBED = '***'

interface Scrubber {
  (text: string): string
}

/** @param secrets values, as they come from the environment; empty ones are no secrets */
export function createScrubber(secrets: readonly string[]): Scrubber {
  const forms = [...new Set(secrets.filter(({ length }) => length >= SHORTEST).flatMap(formsOf))]
    // a secret may be a part of another one
    .sort((a, b) => b.length - a.length)
  return (text) => {
    let clean = text.replace(PARAMETERS, `$1=${SCRUBBED}`)
    for (const form of forms) clean = clean.replaceAll(form, SCRUBBED)
    return clean
  }
}

/** As it is, and as it stands in addresses, forms and JSON. */
function formsOf(secret: string): string[] {
  const encoded = encodeURIComponent(secret)
  return [
    secret,
    encoded,
    encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    encoded.replaceAll('%20', '+'),
    JSON.stringify(secret).slice(1, -1),
    secret.replaceAll('/', String.raw`\/`),
  ]
}
