/** Words whose exchange turns a request round: `word:opposite,opposite`, lower case, read both ways. */
export const antonyms = `increase:decrease,reduce,lower enable:disable open:close,shut,closed buy:sell purchase:sell encode:decode
add:remove,subtract,delete,drop start:stop,end,finish begin:end,finish,stop import:export upload:download first:last maximum:minimum
max:min ascending:descending left:right synchronous:asynchronous sync:async encrypt:decrypt push:pull,pop mount:unmount
install:uninstall lock:unlock best:worst smallest:largest,biggest shortest:longest,tallest hot:cold,cool advantages:disadvantages
advantage:disadvantage pros:cons positive:negative above:below,under over:under more:less,fewer most:least,fewest higher:lower highest:lowest high:low
public:private client:server read:write,unread input:output even:odd love:hate gain:lose,loss credit:debit legal:illegal
legally:illegally safe:dangerous,unsafe,risky,harmful safely:dangerously win:lose,loss winning:losing won:lost true:false always:never cheap:expensive,costly
cheaper:costlier cheapest:costliest north:south east:west husband:wife male:female attach:detach compress:decompress,extract,uncompress
allow:deny,block,forbid,prevent,prohibit,disallow allowed:forbidden,prohibited,banned show:hide merge:split ancient:modern forward:backward,backwards
deposit:withdraw,withdrawal borrow:lend insert:delete,remove local:remote stack:queue row:column horizontal:vertical include:exclude
including:excluding hire:fire accept:reject,decline,refuse active:inactive up:down in:out on:off early:late earliest:latest easy:hard,difficult
easier:harder easiest:hardest good:bad,evil better:worse rich:poor hopeful:hopeless optimistic:pessimistic benefits:risks,drawbacks,harms long:short,brief
longer:shorter gross:net single:married,multiple,double insured:uninsured taxable:nontaxable,tax-free,tax-exempt income:expense,expenses entry:exit
sender:receiver,recipient send:receive teacher:student connect:disconnect connected:disconnected login:logout log-in:log-out subscribe:unsubscribe follow:unfollow,lead
like:dislike,unlike likes:dislikes appear:disappear possible:impossible able:unable likely:unlikely certain:uncertain known:unknown visible:invisible
valid:invalid correct:incorrect,wrong right:wrong,left accurate:inaccurate complete:incomplete healthy:unhealthy,sick happy:unhappy,sad natural:artificial,unnatural,synthetic
normal:abnormal moral:immoral ethical:unethical fair:unfair honest:dishonest loyal:disloyal polite:rude,impolite patient:impatient responsible:irresponsible
rational:irrational religious:secular,atheist,irreligious theist:atheist conservative:liberal,progressive passive:active,aggressive introvert:extrovert introverted:extroverted
shy:outgoing,confident humble:arrogant,proud brave:cowardly generous:selfish,stingy lazy:hardworking,diligent calm:angry,anxious,nervous
strong:weak stronger:weaker strengthen:weaken strength:weakness strengths:weaknesses big:small,little,tiny bigger:smaller biggest:smallest large:small larger:smaller
tall:short taller:shorter thick:thin thicker:thinner wide:narrow wider:narrower deep:shallow heavy:light heavier:lighter heaviest:lightest
fast:slow faster:slower fastest:slowest quick:slow quickly:slowly full:empty fill:drain rise:fall,drop rising:falling raise:lower,reduce grow:shrink growth:decline
expand:contract,shrink,collapse inflate:deflate inflation:deflation appreciate:depreciate bull:bear bullish:bearish surplus:deficit,shortage profit:loss asset:liability assets:liabilities
revenue:cost,expense debt:equity lender:borrower landlord:tenant employer:employee buyer:seller hot:cold warm:cool heat:cool heating:cooling wet:dry humid:dry moist:dry
freeze:thaw,melt old:new,young older:newer,younger oldest:newest,youngest young:old younger:older new:used fresh:stale,frozen raw:cooked ripe:unripe
sweet:sour,bitter loud:quiet,silent noisy:quiet bright:dark,dim light:dark lights:darks day:night sunrise:sunset dawn:dusk summer:winter indoor:outdoor indoors:outdoors inside:outside
inner:outer internal:external interior:exterior upper:lower top:bottom front:back,rear ahead:behind near:far,away nearest:farthest,furthest closer:farther arrive:depart,leave arrival:departure
enter:exit,leave entrance:exit ascend:descend climb:descend lift:lower load:unload,save pack:unpack wrap:unwrap zip:unzip tie:untie plug:unplug fold:unfold
undo:redo cover:uncover dress:undress build:destroy,demolish create:destroy,delete construct:demolish,destroy make:break fix:break repair:damage improve:worsen
help:harm,hurt,hinder protect:attack,expose defend:attack attack:defend,defense offense:defense support:oppose agree:disagree approve:reject,disapprove,deny confirm:deny,cancel
admit:deny succeed:fail success:failure pass:fail passed:failed passing:failing victory:defeat reward:punish,penalty praise:criticize,blame encourage:discourage
motivate:demotivate trust:distrust,mistrust believe:disbelieve,doubt remember:forget learn:forget ask:answer question:answer speak:listen talk:listen
give:receive lend:borrow spend:save earn:spend asleep:awake sit:stand sitting:standing lying:standing alive:dead live:die
born:died birth:death mortal:immortal fertile:infertile pregnant:nonpregnant vaccinated:unvaccinated acute:chronic benign:malignant mild:severe minor:major
acid:base,alkaline acidic:basic,alkaline endothermic:exothermic soluble:insoluble organic:inorganic conductor:insulator series:parallel convex:concave
static:dynamic mutable:immutable compiled:interpreted frontend:backend front-end:back-end encode:decode serialize:deserialize parse:format,stringify
minify:beautify commit:rollback,revert grant:revoke allocate:free,deallocate acquire:release open-source:proprietary,closed-source stateful:stateless blocking:nonblocking,non-blocking
relational:nonrelational,nosql vertical:horizontal horizontally:vertically uppercase:lowercase singular:plural verbose:quiet,silent recursive:nonrecursive,iterative,non-recursive recursively:non-recursively,iteratively
everything:nothing everyone:nobody everybody:nobody someone:nobody something:nothing all:none any:none with:without both:neither together:separately,apart same:different
similar:different similarities:differences similarity:difference equal:unequal common:rare,uncommon usually:rarely often:rarely,seldom frequently:rarely
permanent:temporary permanently:temporarily mandatory:optional required:optional voluntary:mandatory,compulsory,involuntary automatic:manual automatically:manually
random:sequential,deterministic simple:complex,complicated,advanced basic:advanced beginner:advanced,expert formal:informal,casual fact:opinion,myth fiction:nonfiction,non-fiction real:fake,imaginary
original:fake hero:villain guilty:innocent guilt:innocence war:peace friend:enemy ally:enemy king:queen prince:princess uncle:aunt nephew:niece
boy:girl man:woman men:women boyfriend:girlfriend brother:sister son:daughter father:mother dad:mom bride:groom sitting:standing running:walking,sitting,standing,sleeping jumping:sitting,standing laughing:crying
smiling:crying,frowning indoors:outdoors crowded:empty,deserted dressed:naked clean:dirty,messy cleaning:dirtying tight:loose tighten:loosen smooth:rough soft:hard sharp:blunt,dull straight:curved,crooked
flat:round,steep transparent:opaque portrait:landscape domestic:foreign,international,wild urban:rural inbound:outbound incoming:outgoing upstream:downstream upgrade:downgrade
overestimate:underestimate overweight:underweight overcooked:undercooked hypertension:hypotension hyperthyroidism:hypothyroidism hyperglycemia:hypoglycemia systolic:diastolic vein:artery inhale:exhale
contract:relax,expand virus:bacteria antivirus:virus prefix:suffix append:prepend leading:trailing numerator:denominator convergent:divergent continuous:discrete discrete:continuous linear:nonlinear
supervised:unsupervised overfitting:underfitting training:testing,inference generous:strict lenient:strict eager:lazy opt-in:opt-out prepaid:postpaid refundable:nonrefundable,non-refundable
secured:unsecured fixed:variable,adjustable,floating stocks:bonds overdraft:surplus freeze:unfreeze activate:deactivate,cancel cancel:keep,activate block:unblock mute:unmute hide:unhide,show
suspend:resume pause:resume,continue continue:stop,quit keep:discard,remove,delete quit:join,continue join:leave,quit marry:divorce adopt:abandon gainers:losers
he:she him:her his:her prevent:cause,allow cause:prevent,effect causes:effects,prevents effect:cause effects:causes import:export borrow:repay maximize:minimize maximise:minimise
encouraged:discouraged promoted:demoted,fired hired:fired innocent:guilty gullible:skeptical optimist:pessimist majority:minority presence:absence present:absent,past past:future previous:next,following
next:previous,last ahead:behind former:current,latter current:former,previous senior:junior superior:inferior primary:secondary exact:approximate exactly:approximately absolute:relative
specific:general,vague generic:specific concrete:abstract objective:subjective theoretical:practical nature:nurture cats:dogs savings:debts solid:liquid,gas liquid:gas
turn-on:turn-off,disable turn-off:enable graduate:undergraduate physical:virtual full:partial free:paid give:revoke loved:hated loves:hates well:badly
delete:list,print,find remove:list kill:list,find`;
