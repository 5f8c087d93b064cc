/** Texts of imports: what could not be taken over, and what stands in the way. */
import type { Text } from './text.ts';

export const importTexts = {
  nothing: {
    en: "import: name a file, or give a command with --curl, for example: catprobe import --curl 'curl https://example.org/'",
    zh: "import：请给出文件，或用 --curl 给出命令，例如：catprobe import --curl 'curl https://example.org/'",
  },
  both: { en: 'import: give a file or --curl, not both', zh: 'import：文件与 --curl 只能给出一个' },
  unknownFormat: {
    en: '{file}: is no task file, no CreateProbeTasks JSON and no curl command',
    zh: '{file}：不是任务文件、CreateProbeTasks JSON，也不是 curl 命令',
  },
  pasted: { en: 'the text', zh: '文本' },
  written: { en: '{count} task(s) written to {file}', zh: '已将 {count} 个任务写入 {file}' },
  unwritable: { en: '{file}: cannot be written: {detail}', zh: '{file}：无法写入：{detail}' },

  notCurl: { en: 'the command does not begin with curl', zh: '命令不是以 curl 开头' },
  unclosed: { en: 'a quote of the command is not closed', zh: '命令中有未闭合的引号' },
  substitution: {
    en: 'the command has a shell variable or a command in it ($…, `…`); put in what it stands for',
    zh: '命令中含有 shell 变量或命令替换（$…、`…`）；请换成实际的值',
  },
  unknownOption: {
    en: '{option}: not known here as an option of curl',
    zh: '{option}：此处不识别的 curl 选项',
  },
  noValue: { en: '{option}: its value is missing', zh: '{option}：缺少参数值' },
  badValue: {
    en: '{option}: {value} cannot be taken over: {reason}',
    zh: '{option}：{value} 无法导入：{reason}',
  },
  noUrl: { en: 'the command names no URL', zh: '命令中没有 URL' },
  fileUnreadable: {
    en: '{option}: {file} cannot be read: {detail}',
    zh: '{option}：无法读取 {file}：{detail}',
  },
  ignored: { en: '{option}: left out; it means nothing to a probe', zh: '{option}：已略去，对拨测没有意义' },
  insecure: {
    en: '{option}: the task overlooks what is wrong with the certificate (tls.ignore), and its result says what that was',
    zh: '{option}：任务将忽略证书问题（tls.ignore），结果中会注明具体问题',
  },
  otherPort: {
    en: '{option}: {value} is for another host or port than the URL; left out',
    zh: '{option}：{value} 所指的主机或端口与 URL 不同；已略去',
  },
  reasons: {
    number: { en: 'not a number in the range allowed', zh: '不是允许范围内的数字' },
    password: { en: 'the password is missing (USER:PASSWORD)', zh: '缺少密码（用户:密码）' },
    cookieFile: {
      en: 'a file of cookies; give them as NAME=VALUE',
      zh: '这是 Cookie 文件；请改写为 名称=值',
    },
    headerFile: { en: 'a file of headers; give them one by one', zh: '这是请求头文件；请逐个写出' },
    headerForm: { en: 'not of the form NAME: VALUE', zh: '不是“名称: 值”的形式' },
    stdin: { en: 'the standard input cannot be a part of a task', zh: '标准输入不能作为任务的一部分' },
    notText: { en: 'the content is no text', zh: '内容不是文本' },
    target: { en: 'not of the form HOST:PORT:ADDRESS', zh: '不是“主机:端口:地址”的形式' },
    method: { en: 'an upload goes by POST or PUT', zh: '上传只能使用 POST 或 PUT' },
    proxy: { en: 'not one of http, https, socks5, socks5h', zh: '不是 http、https、socks5、socks5h 之一' },
    glob: { en: 'a pattern for several URLs; write them out', zh: '这是匹配多个 URL 的通配写法；请逐个写出' },
    pin: { en: 'only sha256//BASE64 is taken', zh: '仅支持 sha256//BASE64' },
    certificate: { en: 'only PEM and P12 are taken', zh: '仅支持 PEM 和 P12' },
    version: { en: 'not one of 1.0, 1.1, 1.2, 1.3', zh: '不是 1.0、1.1、1.2、1.3 之一' },
    httpOnly: { en: 'is for HTTP, and the URL is of FTP', zh: '仅用于 HTTP，而 URL 是 FTP 地址' },
    listed: { en: 'not a list of numbers and dashes', zh: '不是由数字和连字符组成的列表' },
  },

  tlsRequired: {
    en: '{option}: taken as --ssl-reqd; without TLS the test fails',
    zh: '{option}：按 --ssl-reqd 处理；没有 TLS 时测试失败',
  },

  catNoTasks: { en: 'BatchTasks: is missing or empty', zh: 'BatchTasks：缺失或为空' },
  catType: {
    en: 'TaskType: {value} is not a file transfer (2 is an upload, 3 a download)',
    zh: 'TaskType：{value} 不是文件传输任务（2 为上传，3 为下载）',
  },
  catParameters: { en: 'Parameters: is not JSON: {detail}', zh: 'Parameters：不是 JSON：{detail}' },
  catField: { en: '{path}: {value} is not {expected}', zh: '{path}：{value} 不是{expected}' },
  catHere: {
    en: '{path}: left out; transfers run on this computer',
    zh: '{path}：已略去；传输在本机运行',
  },
  catUnknown: { en: '{path}: left out; it is not known here', zh: '{path}：已略去；此处不识别该字段' },
  catCron: {
    en: 'Cron: taken as repeat.cron "{cron}"; once it is saved in the app, the task runs by itself at these times of this computer',
    zh: 'Cron：已写入 repeat.cron“{cron}”；在应用中保存后，任务将按本机时间自动运行',
  },
  catCronLeft: {
    en: 'Cron: "{cron}" is left out; it is not a pattern of five fields (minute hour day month weekday) with a time to come',
    zh: 'Cron：“{cron}”已略去；它不是五字段表达式（分 时 日 月 周），或没有将来的时间',
  },
  catInterval: {
    en: 'Interval: taken as repeat.intervalMs; once it is saved in the app, the task runs by itself that often; on the command line --repeat says how many times',
    zh: 'Interval：已写入 repeat.intervalMs；在应用中保存后，任务将按此间隔自动运行；在命令行中用 --repeat 指定次数',
  },
  catIntervalLeft: {
    en: 'Interval: {minutes} minutes are left out; together with Cron "{cron}" one pattern cannot say them',
    zh: 'Interval：{minutes} 分钟已略去；无法与 Cron“{cron}”合并为一个表达式',
  },
  catKinds: {
    text: { en: 'a text', zh: '文本' },
    number: { en: 'a whole number in the range allowed', zh: '允许范围内的整数' },
    choice: { en: 'one of {allowed}', zh: '以下之一：{allowed}' },
    hosts: {
      en: 'of the form ADDRESS,ADDRESS[PORT]:HOST|ADDRESS:HOST',
      zh: '形如 地址,地址[端口]:主机|地址:主机 的内容',
    },
  },
} satisfies Record<string, Text | Record<string, Text>>;
