/** The options of curl that an import knows: how each is written, and what becomes of it. */

export interface CurlOption {
  /** The long name, which also stands for the short one. */
  name: string;
  /** It takes a value. */
  value: boolean;
  /** Means nothing to a probe, and is left out with a note. */
  ignored: boolean;
}

/** `X:long` with the short letter, `long` without one; a `=` behind it: takes a value. */
const MEANT = `
x:proxy= noproxy= U:proxy-user= socks5= socks5-hostname=
H:header= d:data= data-raw= data-binary= data-ascii= data-urlencode= json= G:get X:request= I:head
u:user= basic digest oauth2-bearer= b:cookie= A:user-agent= e:referer= compressed r:range= url=
L:location max-redirs= m:max-time= connect-timeout= resolve= connect-to= T:upload-file= limit-rate= interface= dns-servers=
4:ipv4 6:ipv6 cacert= k:insecure E:cert= cert-type= key= pass= pinnedpubkey= ciphers= curves= crlfile= tls-max=
cert-status engine=
ssl-reqd ftp-ssl-reqd ssl ftp-ssl
1:tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 http1.1 http2 g:globoff
`;

const IGNORED = `
s:silent S:show-error v:verbose i:include #:progress-bar no-progress-meter w:write-out= o:output= O:remote-name
J:remote-header-name create-dirs output-dir= D:dump-header= f:fail fail-with-body fail-early stderr= trace= trace-ascii=
trace-time N:no-buffer tcp-nodelay no-keepalive keepalive-time= retry= retry-delay= retry-max-time= retry-all-errors
retry-connrefused styled-output proxy-basic c:cookie-jar= j:junk-session-cookies Z:parallel R:remote-time xattr q:disable no-sessionid no-alpn
ftp-pasv ftp-skip-pasv-ip disable-eprt ftp-create-dirs ftp-method=
`;

function table(text: string, ignored: boolean): [short: string | undefined, option: CurlOption][] {
  return text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [, short, name = '', value] = /^(?:(.):)?([^=]+)(=?)$/.exec(entry) ?? [];
      return [short, { name, value: value === '=', ignored }];
    });
}

const OPTIONS = [...table(MEANT, false), ...table(IGNORED, true)];
const BY_NAME = new Map(OPTIONS.map(([, option]) => [option.name, option]));
const BY_LETTER = new Map(OPTIONS.flatMap(([short, option]) => (short ? [[short, option]] : [])));

/** One option of a command as it was written, or a URL that stands by itself. */
export interface CurlArgument {
  option: CurlOption;
  /** As the user wrote it: `-k`, `--insecure`. */
  written: string;
  value: string;
}

const URL_OPTION = BY_NAME.get('url') as CurlOption;

/** In their order. `unknown` and `empty` hold options nobody here knows, and those whose value is missing. */
export function readOptions(words: readonly string[]): {
  given: CurlArgument[];
  unknown: string[];
  empty: string[];
} {
  const given: CurlArgument[] = [];
  const unknown: string[] = [];
  const empty: string[] = [];
  const queue = [...words];
  let optionsEnded = false;

  const take = (option: CurlOption, written: string, attached = ''): void => {
    const value = option.value ? attached || queue.shift() : '';
    if (value === undefined) empty.push(written);
    else given.push({ option, written, value });
  };

  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (optionsEnded || !word.startsWith('-') || word === '-') {
      given.push({ option: URL_OPTION, written: 'URL', value: word });
    } else if (word === '--') {
      optionsEnded = true;
    } else if (word.startsWith('--')) {
      const option = BY_NAME.get(word.slice(2));
      if (option) take(option, word);
      else unknown.push(word);
    } else {
      // Letters may stand together; the first that takes a value takes the rest of the word.
      for (let at = 1; at < word.length; at++) {
        const written = `-${word[at]}`;
        const option = BY_LETTER.get(word[at]!);
        if (!option) {
          unknown.push(written);
          break;
        }
        take(option, written, option.value ? word.slice(at + 1) : '');
        if (option.value) break;
      }
    }
  }
  return { given, unknown, empty };
}
