/** Texts of the task gate: what is wrong with a field, and what is allowed there. */
import type { Text } from './text.ts';

export const taskTexts = {
  unknownField: {
    en: '{path}: unknown field; known here: {known}',
    zh: '{path}：未知字段；此处可用：{known}',
  },
  notBetween: {
    en: '{path}: {found} is not between {min} and {max}',
    zh: '{path}：{found} 不在 {min} 与 {max} 之间',
  },
  tooSmall: { en: '{path}: {found} is less than {min}', zh: '{path}：{found} 小于 {min}' },
  tooBig: { en: '{path}: {found} is more than {max}', zh: '{path}：{found} 大于 {max}' },
  empty: { en: '{path}: must not be empty', zh: '{path}：不能为空' },
  wrongType: { en: '{path}: {found} is not {expected}', zh: '{path}：{found} 不是 {expected}' },
  missing: { en: '{path}: is missing; it must be {expected}', zh: '{path}：缺失；应为 {expected}' },
  notOneOf: {
    en: '{path}: {found} is not one of {allowed}',
    zh: '{path}：{found} 不在可选值之内：{allowed}',
  },
  badForm: { en: '{path}: {found} is not {expected}', zh: '{path}：{found} 不是 {expected}' },
  http1Only: {
    en: '{path}: HTTP/2 has no such header; leave it out, or set request.httpVersion to 1.1',
    zh: '{path}：HTTP/2 没有此标头；请去掉它，或将 request.httpVersion 设为 1.1',
  },
  duplicateName: {
    en: '{path}: "{name}" is used by an earlier task; names must differ',
    zh: '{path}：名称“{name}”已被前面的任务使用；名称不可重复',
  },
  nameTaken: {
    en: '{path}: there is a saved task "{name}" already; choose another name',
    zh: '{path}：已有名为“{name}”的任务；请换一个名称',
  },
  secretGone: {
    en: '{path}: the secret is not known on this computer; enter it again',
    zh: '{path}：本机没有该密文；请重新输入',
  },
  repeats: {
    en: '{path}: is the same target as {first}; each may stand once',
    zh: '{path}：与 {first} 是同一目标；每个目标只可出现一次',
  },
  onlyUpload: {
    en: '{path}: is for uploads; set direction to "upload"',
    zh: '{path}：仅用于上传；请将 direction 设为 "upload"',
  },
  onlyDownload: {
    en: '{path}: is for downloads; an upload says how in "upload"',
    zh: '{path}：仅用于下载；上传方式请在 upload 中设置',
  },
  onlyHttp: {
    en: '{path}: is for http:// and https:// URLs; leave it out for FTP',
    zh: '{path}：仅用于 http:// 和 https:// 地址；FTP 任务请去掉',
  },
  onlyFtp: {
    en: '{path}: is for ftp:// and ftps:// URLs; leave it out for HTTP',
    zh: '{path}：仅用于 ftp:// 和 ftps:// 地址；HTTP 任务请去掉',
  },
  namedTwice: {
    en: '{path}: the URL names the file already; leave it out, or let the URL end with the folder and a slash',
    zh: '{path}：URL 中已有文件名；请去掉，或让 URL 以目录和斜杠结尾',
  },
  isSchedule: {
    en: '{path}: is a schedule, which runs in the app (save the task there); for one run leave it out, or set repeat.count and repeat.intervalMs',
    zh: '{path}：这是定时计划，由应用执行（请在应用中保存任务）；单次运行请去掉它，或设置 repeat.count 和 repeat.intervalMs',
  },
  notByCurl: {
    en: '{path}: the curl kernel cannot do that; leave it out, or set kernel to "node"',
    zh: '{path}：curl 内核无法做到；请去掉此项，或将 kernel 设为 "node"',
  },
  notSupported: { en: 'not supported yet: {path}', zh: '尚不支持：{path}' },
  /** What a value should have been. */
  kinds: {
    string: { en: 'a text', zh: '文本' },
    number: { en: 'a number', zh: '数字' },
    int: { en: 'a whole number', zh: '整数' },
    boolean: { en: 'true or false', zh: 'true 或 false' },
    array: { en: 'a list', zh: '列表' },
    object: { en: 'an object', zh: '对象' },
    other: { en: 'what is allowed here', zh: '此处允许的值' },
    ip: { en: 'an IP address', zh: 'IP 地址' },
    ipPort: { en: 'an IP address, or IP:PORT', zh: 'IP 地址或 IP:端口' },
    hex: { en: 'a hexadecimal sum of the right length', zh: '长度正确的十六进制校验值' },
    pin: { en: 'a pin of the form sha256//BASE64', zh: '形如 sha256//BASE64 的公钥指纹' },
    proxy: {
      en: 'none, system, or a URL with http://, https://, socks5:// or socks5h:// (user and password percent-encoded) and a port',
      zh: 'none、system，或带端口的 http://、https://、socks5://、socks5h:// 地址（用户名和密码须百分号编码）',
    },
    userName: { en: 'free of control characters and colons', zh: '不含控制字符和冒号的内容' },
    hostName: { en: 'a host name', zh: '主机名' },
    hijack: {
      en: 'of the form domain:rule|rule, a rule being an IP address, 202.0.3.*, 202.0.3.1/27, an alias (CNAME) or *',
      zh: '形如 domain:规则|规则 的内容；规则可为 IP 地址、202.0.3.*、202.0.3.1/27、别名（CNAME）或 *',
    },
    framing: {
      en: 'a header that a task may set: the program sends it by itself',
      zh: '任务可设置的请求头：它由程序自行发送',
    },
    single: { en: 'a single value', zh: '单个值' },
    cron: {
      en: 'a schedule in five fields: minute, hour, day, month, weekday (as in 0 8 * * 1-5)',
      zh: '五段式定时表达式：分 时 日 月 周（如 0 8 * * 1-5）',
    },
    method: { en: 'an HTTP method', zh: 'HTTP 方法名' },
    fileName: {
      en: 'a file name without slashes and control characters',
      zh: '不含斜杠和控制字符的文件名',
    },
    label: { en: 'a name without blanks and dots', zh: '不含空格和点的名称' },
    header: { en: 'free of control characters', zh: '不含控制字符的内容' },
  },
} satisfies Record<string, Text | Record<string, Text>>;
